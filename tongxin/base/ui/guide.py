"""What the style guide shows: the kit's parts with the kind of data they will meet."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms

SWATCHES = {
    "纸 底": "paper", "纸 沉": "paper-sunk", "面": "surface", "细线": "line", "控件线": "line-strong", "墨 三": "ink-3",
    "墨 二": "ink-2", "墨": "ink", "朱砂": "seal", "玉 守诺": "jade", "靛 信息": "indigo", "赭 留意": "ochre",
    "数 1 靛": "d1", "数 2 玉": "d2", "数 3 赭": "d3", "数 4 梅": "d4", "数 5 天": "d5", "数 6 石": "d6",
    "深浅 1": "q1", "深浅 2": "q2", "深浅 3": "q3", "深浅 4": "q4", "深浅 5": "q5", "深浅 6": "q6",
}  # fmt: skip


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="客户名称", help_text="和工商登记一致，已核对")
    phone = forms.CharField(label="手机")
    grade = forms.ChoiceField(label="等级", choices=[("a", "A 类"), ("b", "B 类"), ("c", "C 类")])
    owner = forms.CharField(label="负责人", required=False)
    note = forms.CharField(label="备注", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(
        label="怎么联系", choices=[("visit", "上门"), ("call", "电话")], widget=forms.RadioSelect, initial="visit"
    )
    remind = forms.BooleanField(label="提前 30 分钟提醒我", required=False, initial=True)
    sheet = forms.FileField(label="客户名单", required=False, help_text="Excel、CSV、名片照片、微信导出都行")

    def clean_phone(self) -> str:
        """Eleven digits, as everywhere in the country."""
        digits = "".join(sign for sign in self.cleaned_data["phone"] if sign.isdigit())
        if len(digits) != 11:
            raise forms.ValidationError("少一位数字，应为 11 位")
        return digits


@dataclass(frozen=True)
class SamplePage:
    """A page of a list as the pager wants it."""

    summary: str = "已按毛利从高到低 · 第 1–17 位，共约 286 位"
    previous_url: str = ""
    next_url: str = "?after=17"


def samples(now: datetime) -> dict[str, Any]:  # Any: template context
    """The whole context of ui/guide.html beyond the frame's own."""
    values = {
        "name": "苏州恒润精密机械有限公司",
        "phone": "138 0622 145",
        "grade": "a",
        "owner": "李薇",
        "kind": "visit",
        "remind": "on",
    }
    return {
        "swatches": SWATCHES,
        "form": SampleForm(values),
        "page": SamplePage(),
        "moments": [
            now,
            now - timedelta(days=1),
            now + timedelta(days=1),
            now - timedelta(days=20),
            now - timedelta(days=400),
        ],
        "line": [12, 16, 15, 20, 23, 22, 26, 30],
        "crumbs": [{"title": "设置", "url": "/settings/"}, {"title": "组件", "url": ""}],
    }
