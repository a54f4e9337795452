"""The readings of single characters, from the tables of pypinyin, and what names and firms make of them."""

import re
import unicodedata
from array import array
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

_entry = re.compile(r'"(\d+)":\s*"([^"]*)"')
_PAST_HAN = 0x40000
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}

# Characters with several readings that names really use; the first is the usual one. Rarer readings are left out:
# each would double the variants of every name with that character.
_COMMON_TEXT = """
行xing/hang 长chang/zhang 重zhong/chong 乐le/yue 都du/dou 朝chao/zhao 曾zeng/ceng 单dan/shan 仇qiu/chou
解jie/xie 朴pu/piao 查cha/zha 翟zhai/di 覃qin/tan 缪miao/mou 盖gai/ge 校xiao/jiao 调diao/tiao 传chuan/zhuan
弹dan/tan 参can/shen 率lv/shuai 便bian/pian 给gei/ji 还hai/huan 降jiang/xiang 壳ke/qiao 模mo/mu 省sheng/xing
宿su/xiu 巷xiang/hang 血xue/xie 扎zha/za 柏bai/bo 薄bo/bao 藏cang/zang 畜chu/xu 番fan/pan 厦xia/sha 拓tuo/ta
粘zhan/nian 阿a/e 堡bao/pu 蚌bang/beng 尉wei/yu 六liu/lu 吕lv/lu/lyu 贾jia/gu 卜bu 沈shen 什shi/shen 石shi
仔zai/zi 蕃fan/bo 区qu/ou 员yuan/yun 种zhong/chong 召zhao/shao 会hui/kuai 大da 丽li 红hong 车che 和he 着zhe/zhuo
似si 地di 的de 得de 说shuo 叶ye 可ke 奇qi 济ji 系xi 切qie 角jiao 落luo 露lu 度du 数shu 为wei 台tai 俞yu
折zhe/she 埔pu/bu 浒hu/xu 泊bo/po 𠮷ji
"""
_COMMON: dict[str, tuple[str, ...]] = {entry[0]: tuple(entry[1:].split("/")) for entry in _COMMON_TEXT.split()}

_PHRASES_TEXT = """
重庆=chong-qing 长沙=chang-sha 长春=chang-chun 长江=chang-jiang 长安=chang-an 长城=chang-cheng 长虹=chang-hong
长治=chang-zhi 长兴=chang-xing 长宁=chang-ning 长乐=chang-le 长三角=chang-san-jiao 成长=cheng-zhang
校长=xiao-zhang 院长=yuan-zhang 厂长=chang-zhang 部长=bu-zhang 会长=hui-zhang 科长=ke-zhang 处长=chu-zhang
局长=ju-zhang 董事长=dong-shi-zhang 店长=dian-zhang 增长=zeng-zhang 银行=yin-hang 商行=shang-hang 分行=fen-hang
支行=zhi-hang 总行=zong-hang 农行=nong-hang 工行=gong-hang 建行=jian-hang 招行=zhao-hang 央行=yang-hang
行业=hang-ye 行情=hang-qing 车行=che-hang 琴行=qin-hang 洋行=yang-hang 拍卖行=pai-mai-hang 酒行=jiu-hang
茶行=cha-hang 行政=xing-zheng 旅行=lv-xing 自行车=zi-xing-che 发行=fa-xing 运行=yun-xing 六安=lu-an 六合=lu-he
厦门=xia-men 大厦=da-sha 广厦=guang-sha 朝阳=chao-yang 今朝=jin-zhao 朝鲜=chao-xian 会计=kuai-ji 财会=cai-kuai
会稽=kuai-ji 音乐=yin-yue 乐器=yue-qi 乐团=yue-tuan 乐队=yue-dui 乐清=yue-qing 乐山=le-shan 乐亭=lao-ting
快乐=kuai-le 欢乐=huan-le 成都=cheng-du 首都=shou-du 都市=du-shi 都江堰=du-jiang-yan 重工=zhong-gong
重型=zhong-xing 重点=zhong-dian 重机=zhong-ji 起重=qi-zhong 重组=chong-zu 重建=chong-jian 传动=chuan-dong
传媒=chuan-mei 传播=chuan-bo 空调=kong-tiao 调味=tiao-wei 调查=diao-cha 调度=diao-du 丽水=li-shui 蚌埠=beng-bu
亳州=bo-zhou 番禺=pan-yu 东莞=dong-guan 莘县=shen-xian 莘庄=xin-zhuang 洪洞=hong-tong 浚县=xun-xian
渑池=mian-chi 歙县=she-xian 黟县=yi-xian 铅山=yan-shan 尉犁=yu-li 单县=shan-xian 井陉=jing-xing 蔚县=yu-xian
涡阳=guo-yang 枞阳=zong-yang 盱眙=xu-yi 甪直=lu-zhi 吴堡=wu-bu 西藏=xi-zang 人参=ren-shen 参茸=shen-rong
海参=hai-shen 模具=mu-ju 模型=mo-xing 模塑=mo-su 模组=mo-zu 弹簧=tan-huang 种植=zhong-zhi 种子=zhong-zi
种业=zhong-ye 种苗=zhong-miao 给水=ji-shui 供给=gong-ji 校准=jiao-zhun 学校=xue-xiao 便利=bian-li 便宜=pian-yi
出差=chu-chai 薄膜=bo-mo 单位=dan-wei 单晶=dan-jing 简单=jian-dan 区域=qu-yu 员工=yuan-gong 畜牧=xu-mu
畜产=xu-chan 畜禽=chu-qin 检查=jian-cha 宿迁=su-qian 宿州=su-zhou 什邡=shi-fang 阿里=a-li 阿胶=e-jiao
台州=tai-zhou 天台=tian-tai 浒墅关=xu-shu-guan 黄埔=huang-pu 大埔=da-bu 宝藏=bao-zang 珍藏=zhen-cang
收藏=shou-cang 朴素=pu-su 降解=jiang-jie 解决=jie-jue 单元=dan-yuan 社会=she-hui 会展=hui-zhan 协会=xie-hui
一会=yi-hui 百货=bai-huo 石家庄=shi-jia-zhuang 秘书=mi-shu 折扣=zhe-kou 效率=xiao-lv 率先=shuai-xian 血液=xue-ye
省电=sheng-dian 覃塘=qin-tang 粘合=nian-he 粘胶=zhan-jiao 大夫=dai-fu 六盘水=liu-pan-shui 曾经=ceng-jing
未曾=wei-ceng
"""
_PHRASES: dict[str, tuple[str, ...]] = {
    entry.split("=")[0]: tuple(entry.split("=")[1].split("-")) for entry in _PHRASES_TEXT.split()
}
PHRASE_STARTS = frozenset(phrase[0] for phrase in _PHRASES)


@lru_cache(maxsize=8_192)
def character_readings(character: str) -> tuple[str, ...]:
    """The plain readings of one Han character that names use, the usual one first; none for other signs. ü is written v, also u."""
    found = _COMMON.get(character) or tuple(_untoned(one) for one in _toned_readings(character)[:1])
    if not found or "v" not in found[0]:
        return found
    return tuple(dict.fromkeys((*found, *(one.replace("v", "u") for one in found))))


@lru_cache(maxsize=8_192)
def sort_unit(character: str, reading: str = "") -> str:
    """One Han character for sorting: its `reading` (by default the usual one), the tone, and the character to part equals."""
    usual = reading or next(iter(character_readings(character)), "")
    for toned in _toned_readings(character):
        if _untoned(toned) == usual:
            return usual + _tone(toned) + character
    return (usual + "5" + character) if usual else character


def phrase_at(text: str, position: int) -> tuple[str, tuple[str, ...]] | None:
    """The known phrase that begins at `position`, with its readings: 重庆 is never zhongqing. It begins with one of `PHRASE_STARTS`."""
    for length in (3, 2):
        phrase = text[position : position + length]
        if syllables := _PHRASES.get(phrase):
            return phrase, syllables
    return None


@cache
def _table() -> "tuple[array[int], list[str]]":
    """For each code point the place of its readings in the list: 1 MB, where a dictionary of all characters takes nine."""
    # Read as plain data: importing the package would load its phrase tables too, which takes ten times as long.
    package = find_spec("pypinyin")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("pypinyin")
    text = Path(package.origin).with_name("pinyin_dict.json").read_text(encoding="utf-8")
    places: dict[str, int] = {"": 0}
    table = array("H", bytes(2 * _PAST_HAN))
    for match in _entry.finditer(text):
        table[int(match[1])] = places.setdefault(match[2], len(places))
    return table, list(places)


def _toned_readings(character: str) -> list[str]:
    table, readings = _table()
    found = readings[table[ord(character)]] if ord(character) < _PAST_HAN else ""
    return found.split(",") if found else []


def _untoned(reading: str) -> str:
    bare = "".join(sign for sign in unicodedata.normalize("NFD", reading) if sign not in _TONES)
    return unicodedata.normalize("NFC", bare).replace("ü", "v").replace("ê", "e")


def _tone(reading: str) -> str:
    return next((_TONES[sign] for sign in unicodedata.normalize("NFD", reading) if sign in _TONES), "5")
