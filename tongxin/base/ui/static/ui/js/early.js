// Keys that are pressed while the page is still arriving: kept here, and pressed again by hotkeys.js once it has read the page.
// No module, so that it runs before everything else.
window.earlyKeys = [];
document.addEventListener("keydown", (event) => { window.earlyKeys?.push(event); });
