// The behaviours, one file each, attached by data attributes.
import "./csrf.js";
import "./toast.js";
import "./errors.js";
import "./dialog.js";
import "./menu.js";
import "./palette.js";
import "./table.js";
import "./inline-edit.js";
import "./lanes.js";
import "./opens.js";
import "./typed.js";
import "./unsent.js";
import "./zoom.js";
import "./theme.js";
import "./filedrop.js";
import "./copy.js";
import "./print.js";
import "./inserts.js";
import "./drafts.js";
import "./double-submit.js";
import "./offline.js";
// Last: what was pressed early meets behaviours that are all there.
import "./hotkeys.js";
