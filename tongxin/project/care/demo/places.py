"""Where the customers of the made-up firm are."""

from typing import NamedTuple


class Place(NamedTuple):
    """A city, the code of its area in credit codes, its dialling code and some of its districts and streets."""

    unit: str
    province: str
    city: str
    code: str
    dialling: str
    districts: tuple[str, ...]
    streets: tuple[str, ...]


PLACES = [
    Place(
        "苏州",
        "江苏省",
        "苏州市",
        "320500",
        "0512",
        ("吴中区", "相城区", "昆山市"),
        ("澄湖路", "木渎大道", "阳澄湖西路"),
    ),
    Place(
        "苏州", "江苏省", "无锡市", "320200", "0510", ("新吴区", "惠山区", "江阴市"), ("锡兴路", "洛社大道", "澄江中路")
    ),
    Place(
        "苏州", "江苏省", "南通市", "320600", "0513", ("崇川区", "海门区", "启东市"), ("工农南路", "江海大道", "通富路")
    ),
    Place(
        "杭州", "浙江省", "杭州市", "330100", "0571", ("萧山区", "余杭区", "富阳区"), ("市心北路", "良睦路", "银湖街")
    ),
    Place(
        "杭州", "浙江省", "宁波市", "330200", "0574", ("北仑区", "鄞州区", "慈溪市"), ("进港路", "启明路", "新兴大道")
    ),
    Place(
        "杭州", "浙江省", "温州市", "330300", "0577", ("龙湾区", "瓯海区", "永嘉县"), ("滨海五路", "梧慈路", "瓯北大道")
    ),
    Place(
        "广州", "广东省", "广州市", "440100", "020", ("黄埔区", "番禺区", "南沙区"), ("科学大道", "石楼路", "港前大道")
    ),
    Place(
        "广州", "广东省", "佛山市", "440600", "0757", ("南海区", "顺德区", "三水区"), ("狮山大道", "容桂大道", "西南街")
    ),
    Place(
        "深圳",
        "广东省",
        "深圳市",
        "440300",
        "0755",
        ("宝安区", "龙岗区", "光明区"),
        ("松岗大道", "坂雪岗大道", "光侨路"),
    ),
    Place(
        "深圳", "广东省", "惠州市", "441300", "0752", ("惠城区", "惠阳区", "博罗县"), ("惠州大道", "白云路", "园洲大道")
    ),
    Place(
        "北京", "北京市", "北京市", "110100", "010", ("大兴区", "通州区", "昌平区"), ("荣华南路", "景盛南街", "超前路")
    ),
    Place(
        "北京",
        "河北省",
        "石家庄市",
        "130100",
        "0311",
        ("裕华区", "鹿泉区", "藁城区"),
        ("槐安东路", "昌盛大街", "工业路"),
    ),
    Place(
        "天津", "天津市", "天津市", "120100", "022", ("西青区", "津南区", "武清区"), ("微电子路", "双港大道", "福源道")
    ),
    Place(
        "天津", "山东省", "济南市", "370100", "0531", ("历城区", "章丘区", "长清区"), ("工业北路", "明水大街", "紫薇路")
    ),
]

# Customers abroad: name, short name, country, city, address, phone, mail domain, and who is known there.
ABROAD = [
    (
        "Nordsee Pumpentechnik GmbH",
        "Nordsee Pumpen",
        "Germany",
        "Bremen",
        "Hafenstraße 18",
        "+49 421 3005512",
        "nordsee-pumpen.example",
        ("Katrin Vogel", "Purchasing manager", "buyer"),
    ),
    (
        "Straits Marine Engineering Pte Ltd",
        "Straits Marine",
        "Singapore",
        "Singapore",
        "12 Tuas Avenue 6",
        "+65 6861 2240",
        "straitsmarine.example",
        ("Daniel Koh", "Project engineer", "technical"),
    ),
    (
        "Al Reem Water Services LLC",
        "Al Reem Water",
        "United Arab Emirates",
        "Abu Dhabi",
        "Mussafah M-17",
        "+971 2 555 0198",
        "alreem-water.example",
        ("Samira Haddad", "Contracts manager", "decider"),
    ),
    (
        "Baltic Dairy Equipment OÜ",
        "Baltic Dairy",
        "Estonia",
        "Tartu",
        "Ringtee 26",
        "+372 733 1844",
        "balticdairy.example",
        ("Martin Saar", "Plant engineer", "user"),
    ),
]
