"""Words by which files speak of stages, and what they mean here."""

from django.utils.translation import override

from tongxin.frontoffice.pipeline.models import Stage

WON, LOST = "won", "lost"
_ENDS = {
    WON: "won; closed won; win; 赢单; 成交; 已成交; 赢单关闭; 已签约",
    LOST: "lost; closed lost; lose; 输单; 丢单; 失败; 输单关闭; 已流失",
}
# What other programs call the beginning, and the step after it.
_PLACES = (
    "new; prospecting; qualification; lead; 新建; 初步接洽; 线索",
    "engaging; proposition; needs analysis; 需求确认; 方案",
)


def stage_words() -> dict[str, str]:
    """Word to meaning: the number of a stage, or won or lost. The firm's own names go before what others usually mean."""
    stages = list(Stage.objects.in_use().select_related("pipeline"))
    words = {word.strip(): end for end, known in _ENDS.items() for word in known.split(";")}
    for place, known in enumerate(_PLACES):
        words |= {word.strip(): str(stages[place].pk) for word in known.split(";") if place < len(stages)}
    for stage in reversed(stages):
        for language in ("en", "zh-hans"):
            with override(language):
                words[stage.called] = str(stage.pk)
    return words
