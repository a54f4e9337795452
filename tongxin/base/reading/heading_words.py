"""Words by which a row is known to be the one with the headings."""

import re
from typing import Final

from .limits import HEADING_CHARACTERS

_TAIL: Final = re.compile(
    "(名称|名稱|全称|简称|姓名|户名|品名|人名|名字|[联聯]系人|[联聯]絡人|(负责|負責|跟进|经办|介绍|推荐|创建|登记|录入|接洽|决策|代理|收件|收货|开票|法|发起|修改|经手)人"
    "|业务员|業務員|销售员|专员|人员|成员|操作员|电话|電話|手机|手機|号码|號碼|手机号|[工货单税账帐卡房店批]号|合同号|微信号|QQ号|座机|传真|傳真|邮箱|郵箱|邮件|郵件"
    "|信箱|微信|网址|网站|网页|主页|地址|住址|省份|城市|所在[省市区县地]|区域|區域|片区|大区|地区|地區|街道|邮编|编码|编号|編號|代码|统一编号|抬头|抬頭|序号|日期|日子"
    "|时间|時間|生日|年月|年份|类型|類型|类别|類別|分类|等级|等級|级别|状态|狀態|来源|來源|行业|行業|性质|规模|标签|標籤|备注|備註|附注|说明|描述|金额|金額|欠款|应收"
    "|应收款|尾款|余额|单价|总价|数量|合计|总额|部门|部門|职位|职务|職務|职称|職稱|岗位|性别|性別|年龄|客户|客戶|公司|单位|單位|企业|门店|店铺|供应商|经销商|联系方式"
    "|联系|跟进|负责|业务|进展|下一步|计划|阶段|商机|产品|规格|型号|内容|要求|结果|谁的|上级|爱好|称呼|称谓|国家|国籍|组别|分组|群组|学历|籍贯|开户行|开户银行|账户|帐户"
    "|情况|原因|渠道|币种|税率|主管|经理|助理|配偶|昵称|关键词|敏感度|优先级|语言|职业|缩写|里程)[0-9一二三四五六]?"
)
_ALONE: Final = re.compile(
    "[姓名省市县縣区區镇村街号类级组人谁]|是否.{0,6}|(0?[1-9]|1[0-2]|[一二三四五六七八九十]{1,2})月|电邮|职级|资质|实体"
)
_WORDS_EN: Final = (
    "name names id title company account organisation organization phone mobile fax tel telephone email e-mail mail "
    "address street city state province zip postal code postcode country region website web url date time birthday "
    "created modified updated type kind status stage source owner assigned user note notes description comment comments "
    "remark remarks tag tags industry amount price cost total quantity qty number no. no first last middle given family "
    "department job position contact customer client supplier reference ref key value category group gender age text "
    "product sales employees revenue rating currency language column"
)
_KNOWN_EN: Final = frozenset(_WORDS_EN.split())
_PARENTHESIS: Final = re.compile(r"[(（\[【<*＊#].*?[)）\]】>]|[*＊#:：\s]+")
_HAN: Final = re.compile("[㐀-鿿豈-﫿𠀀-𲎯]")
_UNIT: Final = re.compile(
    r"[(（\[]?\s*(元|万元|千元|亿元|美元|个|台|件|套|人|天|次|kg|千克|吨|米|㎡|平米|%|％|rmb|cny|usd|必填|选填|非必填|可选|文本|文本型|日期|日期型"
    r"|数字|数值|整数|下拉|下拉选择|单选|多选|yyyy.{0,12}|\d+个?字以内|required|optional|text|date|number|string|mandatory)\s*[)）\]]?",
    re.IGNORECASE,
)
_EXAMPLE: Final = re.compile(
    r"[(（【\[]?\s*(示例|样例|范例|举例|例如|例[:：]|填写说明|填表说明|说明[:：]|e\.g\.|example)", re.IGNORECASE
)
_TOTAL: Final = re.compile(
    r"(本页|本月|全部)?(合\s*计|总\s*计|小\s*计|總\s*計|合\s*計|共\s*计)[:：]?|(grand |sub)?totals?:?", re.IGNORECASE
)
_FOOTER: Final = re.compile(
    r"(制表|制单|填表|审核|复核|打印|导出|统计)(人|日期|时间|员|时)?\s*[:：].*|第\s*\d+\s*页.*|共\s*\d+\s*(条|行|页).*"
)


def is_heading_word(text: str) -> bool:
    """Whether a cell's text is one that heads columns, in Chinese or English."""
    bare = _PARENTHESIS.sub(" ", text[:HEADING_CHARACTERS]).strip()
    if _HAN.search(bare):
        return any(map(_is_heading_han, re.split(r"[ /、·,，]+", bare)))
    return any(word in _KNOWN_EN for word in re.split(r"[\s_/.\-]+", bare.lower()))


def _is_heading_han(part: str) -> bool:
    if len(part) > 12:
        return False
    return bool(_ALONE.fullmatch(part)) or any(match.end() == len(part) for match in _TAIL.finditer(part))


def has_han(text: str) -> bool:
    """Whether any Chinese character occurs."""
    return bool(_HAN.search(text))


def is_unit(text: str) -> bool:
    """Whether the text only tells how to read or fill in the column above it: 元, 必填, yyyy-mm-dd."""
    return bool(_UNIT.fullmatch(text.strip()))


def opens_example(text: str) -> bool:
    """Whether a row that begins so is an example or an instruction, not data."""
    return bool(_EXAMPLE.match(text))


def is_total(text: str) -> bool:
    """Whether a row that begins so sums up the rows above it."""
    return bool(_TOTAL.fullmatch(text.strip()))


def is_footer(text: str) -> bool:
    """Whether the text is what stands beneath a printed table: who made it, which page."""
    return bool(_FOOTER.fullmatch(text.strip()))
