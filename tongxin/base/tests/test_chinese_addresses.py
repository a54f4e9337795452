import pytest

from tongxin.base.chinese.addresses import (
    Address,
    city_of,
    divisions,
    official_place,
    place_spellings,
    split_address,
    split_person_line,
)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("江苏省苏州市姑苏区人民路1号", ("江苏省", "苏州市", "姑苏区", "320508", "人民路1号")),
        ("江苏苏州工业园区星湖街328号", ("江苏省", "苏州市", "苏州工业园区", "320576", "星湖街328号")),
        ("苏州工业园区星湖街328号", ("江苏省", "苏州市", "苏州工业园区", "320576", "星湖街328号")),
        ("苏州市工业园区星湖街328号", ("江苏省", "苏州市", "苏州工业园区", "320576", "星湖街328号")),
        ("北京朝阳建国路88号", ("北京市", "北京市", "朝阳区", "110105", "建国路88号")),
        ("北京市北京市朝阳区建国路88号", ("北京市", "北京市", "朝阳区", "110105", "建国路88号")),
        ("北京市市辖区朝阳区建国路88号", ("北京市", "北京市", "朝阳区", "110105", "建国路88号")),
        ("北京朝阳路88号", ("北京市", "北京市", "", "110100", "朝阳路88号")),
        ("上海市浦东新区世纪大道100号", ("上海市", "上海市", "浦东新区", "310115", "世纪大道100号")),
        ("重庆市忠县忠州街道1号", ("重庆市", "重庆市", "忠县", "500233", "忠州街道1号")),
        ("广东省东莞市长安镇振安路1号", ("广东省", "东莞市", "", "441900", "长安镇振安路1号")),
        ("东莞长安镇振安路1号", ("广东省", "东莞市", "", "441900", "长安镇振安路1号")),
        ("广东中山市小榄镇", ("广东省", "中山市", "", "442000", "小榄镇")),
        ("海南儋州那大镇", ("海南省", "儋州市", "", "460400", "那大镇")),
        ("甘肃嘉峪关新华路1号", ("甘肃省", "嘉峪关市", "", "620200", "新华路1号")),
        ("湖北省仙桃市干河街道", ("湖北省", "仙桃市", "", "429004", "干河街道")),
        ("湖北省省直辖县级行政区划仙桃市干河街道", ("湖北省", "", "", "420000", "省直辖县级行政区划仙桃市干河街道")),
        ("昆山市花桥镇1号", ("江苏省", "苏州市", "昆山市", "320583", "花桥镇1号")),
        ("江苏省昆山市花桥镇1号", ("江苏省", "苏州市", "昆山市", "320583", "花桥镇1号")),
        ("吉林市船营区1号", ("吉林省", "吉林市", "船营区", "220204", "1号")),
        ("吉林省吉林市船营区1号", ("吉林省", "吉林市", "船营区", "220204", "1号")),
        ("内蒙古呼和浩特新城区1号", ("内蒙古自治区", "呼和浩特市", "新城区", "150102", "1号")),
        ("延边朝鲜族自治州延吉市1号", ("吉林省", "延边朝鲜族自治州", "延吉市", "222401", "1号")),
        ("恩施宣恩县1号", ("湖北省", "恩施土家族苗族自治州", "宣恩县", "422825", "1号")),
        ("香港九龙弥敦道1号", ("香港特别行政区", "", "", "810000", "九龙弥敦道1号")),
        ("上海路100号", ("", "", "", "", "上海路100号")),
        ("朝阳区建国路1号", ("", "", "", "", "朝阳区建国路1号")),
        ("中国江苏省 苏州市 姑苏区 人民路 1 号", ("江苏省", "苏州市", "姑苏区", "320508", "人民路 1 号")),
        ("地址：浙江省-杭州市-西湖区 文三路", ("浙江省", "杭州市", "西湖区", "330106", "文三路")),
        ("somewhere else", ("", "", "", "", "somewhere else")),
        ("", ("", "", "", "", "")),
    ],
)
def test_an_address_is_cut_into_divisions_and_detail(written, parts):
    assert split_address(written) == Address(*parts)


@pytest.mark.parametrize(
    "written", ["江苏省苏州市人民路1号 215000", "215000 江苏省苏州市人民路1号", "江苏省苏州市人民路1号（邮编：215000）"]
)
def test_the_postcode_is_found(written):
    found = split_address(written)
    assert (found.city, found.postcode) == ("苏州市", "215000")
    assert found.detail.startswith("人民路1号")


def test_the_cascade_goes_down_from_provinces():
    provinces = divisions()
    assert len(provinces) == 34
    assert "苏州市" in [city.name for city in divisions("32")]
    assert "昆山市" in [district.name for district in divisions("3205")]
    assert divisions("320500") == divisions("3205")


def test_odd_divisions_have_the_shape_people_expect():
    assert [city.name for city in divisions("110000")] == ["北京市"]
    assert {"渝中区", "忠县"} <= {district.name for district in divisions("500100")}
    assert [city.name for city in divisions("500000")] == ["重庆市"]
    assert "仙桃市" in [city.name for city in divisions("420000")]
    assert divisions("441900") == []
    assert divisions("999999") == []


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("苏州恒润精密机械有限公司", "苏州"),
        ("江苏省苏州市姑苏区人民路1号", "苏州"),
        ("恒润精密（上海）有限公司", "上海"),
        ("昆山好孩子有限公司", "苏州"),
        ("中国工商银行杭州分行", "杭州"),
        ("阿里巴巴集团", ""),
        ("东方明珠有限公司", ""),
        ("Hengrun", ""),
    ],
)
def test_the_city_is_seen_in_addresses_and_company_names(text, city):
    assert city_of(text) == city


@pytest.mark.parametrize(
    "line",
    [
        "张三 13800138000 江苏省苏州市姑苏区人民路1号",
        "江苏省苏州市姑苏区人民路1号，张三，138-0013-8000",
        "收货人：张三 手机号码：13800138000 地址：江苏省苏州市姑苏区人民路1号",
        "张三13800138000江苏省苏州市姑苏区人民路1号",
        "张三\n+86 138 0013 8000\n江苏 苏州 姑苏区 人民路1号",
    ],
)
def test_a_pasted_line_is_taken_apart(line):
    found = split_person_line(line)
    assert found.name == "张三"
    assert [phone.e164 for phone in found.phones] == ["+8613800138000"]
    assert (found.address.city, found.address.district, found.address.detail) == ("苏州市", "姑苏区", "人民路1号")


@pytest.mark.parametrize(
    ("written", "official"),
    [
        (("广东", "广州"), ("广东省", "广州市")),
        (("", "广州"), ("", "广州市")),
        (("", "北京"), ("", "北京市")),
        (("", "恩施"), ("", "恩施土家族苗族自治州")),
        (("", "朝阳"), ("", "朝阳")),  # a district of Beijing more often than the city in Liaoning
        (("辽宁", "朝阳"), ("辽宁省", "朝阳市")),
        (("浙江", "广州"), ("浙江省", "广州")),  # they contradict one another: nobody knows which is meant
        (("", "Suzhou"), ("", "Suzhou")),
        (("", "苏州工业园区"), ("", "苏州工业园区")),
    ],
)
def test_a_city_gets_its_official_name_where_it_is_certain(written, official):
    assert official_place(*written) == official


@pytest.mark.parametrize(
    ("text", "spellings"),
    [
        ("苏州", ["苏州", "苏州市"]),
        ("恩施", ["恩施", "恩施土家族苗族自治州"]),
        ("广西壮族自治区", ["广西", "广西壮族自治区"]),
        ("Paris", ["Paris"]),
    ],
)
def test_a_place_is_asked_for_in_all_its_spellings(text, spellings):
    assert place_spellings(text) == spellings
