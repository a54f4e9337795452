from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongxin.base.chinese.companies import company_key, short_name, similarity
from tongxin.base.chinese.folding import clean


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("北京（朝阳）某某科技有限公司", "北京朝阳某某科技"),
        ("北京(朝阳) 某某科技有限责任公司", "北京朝阳某某科技"),
        ("蘇州恒潤精密機械股份有限公司", "苏州恒润精密机械"),
        ("恒润集团有限公司", "恒润集团"),
        ("苏州恒润电子有限公司", "苏州恒润电子"),
        ("恒润电子公司", "恒润电子"),
        ("恒润集团上海分公司", "恒润集团上海分公司"),
        ("苏州恒润投资中心（有限合伙）", "苏州恒润投资中心"),
        ("苏州恒润有限公司上海分公司", "苏州恒润上海分公司"),
        ("ＡＢＢ（中国）有限公司", "abb中国"),
        ("Hengrun Precision Co., Ltd.", "hengrunprecision"),
        ("HENGRUN PRECISION CO.,LTD", "hengrunprecision"),
        ("Hengrun Precision Company Limited", "hengrunprecision"),
        ("Acme Inc.", "acme"),
        ("Müller GmbH & Co. KG", "müller"),
        ("O'Reilly Media, Inc.", "oreillymedia"),
        ("Some S.A.", "some"),
        ("有限公司", "有限公司"),
        ("Limited", "limited"),
        ("", ""),
    ],
)
def test_variants_of_a_name_share_one_key(name, key):
    assert company_key(name) == key


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("苏州恒润精密机械有限公司", "恒润精密"),
        ("北京字节跳动科技有限公司", "字节跳动"),
        ("阿里巴巴（中国）网络技术有限公司", "阿里巴巴"),
        ("深圳市腾讯计算机系统有限公司", "腾讯"),
        ("江苏省苏州市昆山好孩子儿童用品有限公司", "好孩子儿童用品"),
        ("华为技术有限公司", "华为技术"),
        ("上海（集团）有限公司", "上海集团"),
        ("恒大集团有限公司", "恒大集团"),
        ("昆山某某五金制品有限公司", "某某五金"),
        ("上海公司", "上海"),
        ("上海机械有限公司", "上海机械"),
        ("Hengrun Precision Machinery Co., Ltd.", "Hengrun Precision Machinery"),
        ("3M中国有限公司", "3M中国"),
        ("公司", "公司"),
    ],
)
def test_the_short_name_is_what_people_say(name, short):
    assert short_name(name) == short


def test_one_company_written_twice_is_likelier_than_two_of_one_place():
    same = similarity("苏州恒润精密机械有限公司", "恒润精密")
    other_place = similarity("苏州恒润精密机械有限公司", "上海恒润精密机械有限公司")
    other_firm = similarity("苏州恒润精密机械有限公司", "苏州大禹精密机械有限公司")
    assert similarity("恒润机械有限公司", "恒润机械有限责任公司") == 1.0
    assert 0.75 <= same < 1.0
    assert other_place < same
    assert other_firm < 0.6
    assert similarity("", "恒润") == 0.0


def test_real_short_names_are_kept_nearly_whole():
    path = Path(__file__).parents[4] / "shared/data/chinese/company_names/company_shorter_form_sample_open.txt"
    if not path.exists():
        pytest.skip("../shared/data/chinese/company_names is not here")
    names = [line for line in path.read_text(encoding="utf-8").splitlines() if 2 <= len(line) <= 4]
    kept = sum(short_name(f"苏州{name}机械有限公司").startswith(name) for name in names)
    assert kept / len(names) > 0.98


@settings(max_examples=100)
@given(st.text(min_size=1, max_size=20), st.text(max_size=20))
def test_keys_are_stable_and_likeness_is_mutual(a, b):
    assert company_key(a) == company_key(f" {a}　")
    assert 0.0 <= similarity(a, b) == similarity(b, a) <= 1.0
    assert short_name(a) or not clean(a)
