"""Pasted signatures and lines, by examples as people send them."""

import re

import pytest

from tongxin.base.chinese.signatures import Signature, read_signature

FULL = {
    "张三 13800138000 江苏省苏州市工业园区金鸡湖大道88号": "name=张三 phones=13800138000 address=江苏省苏州市工业园区金鸡湖大道88号",
    "李四，13912345678，上海市浦东新区张江路1号": "name=李四 phones=13912345678 address=上海市浦东新区张江路1号",
    "13700001111 王小明 杭州市西湖区文三路100号3楼": "name=王小明 phones=13700001111 address=杭州市西湖区文三路100号3楼",
    "收货人：赵敏 手机：15900002222 地址：广东省深圳市南山区科技园路5号": "name=赵敏 phones=15900002222 address=广东省深圳市南山区科技园路5号",
    "王建国 13912345678 江苏省无锡市新吴区长江路 21 号 3 楼": "name=王建国 phones=13912345678 address=江苏省无锡市新吴区长江路21号3楼",
    "姓名：陈刚\n电话：0512-65529988\n地址：苏州市姑苏区人民路200号": "name=陈刚 phones=0512-65529988 address=苏州市姑苏区人民路200号",
    "马国栋 总经理": "name=马国栋 title=总经理",
    "马国栋\n总经理\n苏州恒润精密机械有限公司\n手机：138 0602 1777": "name=马国栋 title=总经理 company=苏州恒润精密机械有限公司 phones=138 0602 1777",
    "苏州恒润精密机械有限公司 沈丽 采购经理 13806021888": "company=苏州恒润精密机械有限公司 name=沈丽 title=采购经理 phones=13806021888",
    "沈丽（采购部） 13806021888": "name=沈丽 department=采购部 phones=13806021888",
    "周启明｜销售总监｜无锡长江化工股份有限公司": "name=周启明 title=销售总监 company=无锡长江化工股份有限公司",
    "刘洋 | 工程师 | liuyang@hengxin.example": "name=刘洋 title=工程师 emails=liuyang@hengxin.example",
    "孙倩\n财务部 会计\n邮箱：sunqian@hengxin.example\nQQ：12345678": "name=孙倩 department=财务部 title=会计 emails=sunqian@hengxin.example qqs=12345678",
    "何静 13512340000（微信同号）": "name=何静 phones=13512340000 wechats=13512340000",
    "黄志强 微信：huangzq_88": "name=黄志强 wechats=huangzq_88",
    "梁晓雯 微信号: liangxw2020 电话 020-83334444": "name=梁晓雯 wechats=liangxw2020 phones=020-83334444",
    "联系人：高远，电话：010-65529988转801": "name=高远 phones=010-65529988转801",
    "杭州西子锅炉制造有限公司\n地址：浙江省杭州市拱墅区石祥路58号\n邮编：310022\n电话：0571-88991010\n传真：0571-88991011": "company=杭州西子锅炉制造有限公司 address=浙江省杭州市拱墅区石祥路58号 postcode=310022 phones=0571-88991010 faxes=0571-88991011",
    "公司：南京紫金热电有限公司\n统一社会信用代码：91350100M000100Y43": "company=南京紫金热电有限公司 uscc=91350100M000100Y43",
    "单位名称：宁波甬江船舶配套有限公司 联系人：林海 手机：13958200456": "company=宁波甬江船舶配套有限公司 name=林海 phones=13958200456",
    "职务：技术总监\n姓名：顾晓东\n公司：上海申通给排水设备有限公司": "title=技术总监 name=顾晓东 company=上海申通给排水设备有限公司",
    "许静\n南京紫金热电有限公司\nwww.zijin-redian.example": "name=许静 company=南京紫金热电有限公司 website=www.zijin-redian.example",
    "网址：https://heng-run.example 邮箱：ma@heng-run.example": "website=https://heng-run.example emails=ma@heng-run.example",
    "钱小芳 采购员 13812348899 qian@changjiang.example": "name=钱小芳 title=采购员 phones=13812348899 emails=qian@changjiang.example",
    "郑伟\n昆山华跃自动化设备有限公司 设备科\nTel: 0512-55128808\nMob: 18662180001\nE-mail: zhengwei@huayue.example": "name=郑伟 company=昆山华跃自动化设备有限公司 department=设备科 phones=0512-55128808,18662180001 emails=zhengwei@huayue.example",
    "T: 021-58667788\nF: 021-58667789": "phones=021-58667788 faxes=021-58667789",
    "热线：400-500-0827": "phones=400-500-0827",
    "欧阳雪 13600001234": "name=欧阳雪 phones=13600001234",
    "司马光明 设计师": "name=司马光明 title=设计师",
    "蒋丽 江苏省张家港市保税区长江路88号 15962388766": "name=蒋丽 address=江苏省张家港市保税区长江路88号 phones=15962388766",
    "北京市朝阳区建国路93号万达广场8号楼1201室 韩雪 13501234567": "address=北京市朝阳区建国路93号万达广场8号楼1201室 name=韩雪 phones=13501234567",
    "上海市静安区南京西路1038号 18楼 吴敏 13775160321": "address=上海市静安区南京西路1038号18楼 name=吴敏 phones=13775160321",
    "13800138000": "phones=13800138000",
    "ma@heng-run.example": "emails=ma@heng-run.example",
    "苏州恒润精密机械有限公司": "company=苏州恒润精密机械有限公司",
    "+86 138 0013 8000 张伟": "phones=+86 138 0013 8000 name=张伟",
    "张伟 0086-13800138000": "name=张伟 phones=0086-13800138000",
    "王芳 13800138000 13900139000": "name=王芳 phones=13800138000,13900139000",
    "部门：质检中心 姓名：冯磊": "department=质检中心 name=冯磊",
    "冯磊 质检中心 主任": "name=冯磊 department=质检中心 title=主任",
    "石家庄市长安区中山东路100号": "address=石家庄市长安区中山东路100号",
    "QQ 987654321": "qqs=987654321",
    "曹操 销售代表 深圳市腾达电子有限公司 深圳市宝安区西乡大道10号": "name=曹操 title=销售代表 company=深圳市腾达电子有限公司 address=深圳市宝安区西乡大道10号",
    "Jonas Weber\nHead of Purchasing\nRheintal Armaturen GmbH\nTel: +49 711 555 0123": "name=Jonas Weber title=Head of Purchasing company=Rheintal Armaturen GmbH phones=+49 711 555 0123",
    "Jonas Weber | Purchasing Manager | Rheintal Armaturen GmbH": "name=Jonas Weber title=Purchasing Manager company=Rheintal Armaturen GmbH",
    "Name: Grace Chen\nTitle: Sales Manager\nEmail: grace@hengxin.example": "name=Grace Chen title=Sales Manager emails=grace@hengxin.example",
    "Grace Chen  Sales Manager  grace@hengxin.example  +86 138 0013 8000": "name=Grace Chen title=Sales Manager emails=grace@hengxin.example phones=+86 138 0013 8000",
    "Company: Northwind Traders Ltd.\nContact: Maria Anders": "company=Northwind Traders Ltd name=Maria Anders",
    "Address: No. 88 Jinji Lake Road, Suzhou": "address=No. 88 Jinji Lake Road, Suzhou",
    "12 Baker Street, London": "address=12 Baker Street, London",
    "Dr. Anna Schmidt\nEngineering Department": "name=Dr. Anna Schmidt department=Engineering Department",
    "Peter O'Neill, CEO": "name=Peter O'Neill title=CEO",
    "Acme Valves Inc.\nwww.acme-valves.example": "company=Acme Valves Inc website=www.acme-valves.example",
    "John Smith\nMobile: +44 20 7946 0958\nEmail: john@acme.example": "name=John Smith phones=+44 20 7946 0958 emails=john@acme.example",
    "WeChat: john_smith88": "wechats=john_smith88",
    "Tel: +852 2345 6789\nFax: +852 2345 6780": "phones=+852 2345 6789 faxes=+852 2345 6780",
    "Zip code: 215000\nAddress: 1 Xinghu Street, Suzhou": "postcode=215000 address=1 Xinghu Street, Suzhou",
    "--\n此致\n敬礼\n马志远\n13951234567": "name=马志远 phones=13951234567 rest=此致|敬礼",
    "下周三之前给报价，谢谢！\n马志远 13951234567": "name=马志远 phones=13951234567 rest=下周三之前给报价|谢谢！",
    "备注：周末送货\n张三 13800138000": "name=张三 phones=13800138000 rest=周末送货",
    "张三 李四 13800138000": "name=张三 phones=13800138000 rest=李四",
    "": "",
    "   \n\n ": "",
    "🎉🎉🎉": "rest=🎉🎉🎉",
    "12345": "rest=12345",
}  # fmt: skip


def said(found: Signature) -> dict[str, str]:
    shown = {}
    for name in Signature.__dataclass_fields__:
        value = getattr(found, name)
        text = ",".join(value) if isinstance(value, list) else value.replace("\n", "|")
        if text:
            shown[name] = text
    return shown


def wanted(text: str) -> dict[str, str]:
    parts = re.split(r" ?(\w+)=", text)[1:]
    return {name: value for name, value in zip(parts[::2], parts[1::2], strict=True) if value}


@pytest.mark.parametrize(("pasted", "expected"), FULL.items(), ids=range(len(FULL)))
def test_what_was_pasted_is_put_where_it_belongs(pasted: str, expected: str) -> None:
    assert said(read_signature(pasted)) == wanted(expected)


LABELS = re.compile(
    r"收货人|手机|地址|姓名|电话|邮箱|联系人|邮编|传真|公司|统一社会信用代码|单位名称|职务|网址|热线|部门|备注|微信同号|微信号?|QQ"
    r"|Tel|Mob(?:ile)?|E-?mail|Name|Title|Company|Contact|Address|WeChat|Fax|Zip code|(?<!\w)[TF](?=:)"
)


@pytest.mark.parametrize("pasted", FULL, ids=range(len(FULL)))
def test_nothing_is_lost(pasted: str) -> None:
    """Every letter and digit of what was pasted is somewhere, but for words that only name what follows them."""
    kept = re.sub(r"\W", "", "".join(said(read_signature(pasted)).values()))
    for word in re.findall(r"\w+", LABELS.sub(" ", pasted)):
        assert word in kept, word


def test_long_pastes_end_soon_and_lose_nothing() -> None:
    found = read_signature("张三 13800138000 " + "啊" * 20_000)
    assert found.name == "张三"
    assert found.rest.count("啊") == 20_000
    for hostile in ("(" * 5000, "a@" * 2500, "公司：" * 1600, "1-" * 2500, " ," * 2500):
        read_signature(hostile)


def test_there_are_enough_examples() -> None:
    assert len(FULL) >= 60
