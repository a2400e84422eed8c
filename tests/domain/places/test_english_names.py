"""English names and pinyin initials."""

import pytest

from xieshou.domain.places.names import COUNTY, PREFECTURE, PROVINCE, TOWN, VILLAGE, english_name, initials


@pytest.mark.parametrize(
    ("name", "level", "english"),
    [
        ("黔东南苗族侗族自治州", PREFECTURE, "Qiandongnan Miao and Dong Autonomous Prefecture"),
        ("碧江区", COUNTY, "Bijiang District"),
        ("陕西省", PROVINCE, "Shaanxi"),
        ("山西省", PROVINCE, "Shanxi"),
        ("内蒙古自治区", PROVINCE, "Inner Mongolia Autonomous Region"),
        ("新疆维吾尔自治区", PROVINCE, "Xinjiang Uygur Autonomous Region"),
        ("西安市", PREFECTURE, "Xi'an"),
        ("六安市", PREFECTURE, "Lu'an"),
        ("六盘水市", PREFECTURE, "Liupanshui"),
        ("重庆市", PROVINCE, "Chongqing"),
        ("厦门市", PREFECTURE, "Xiamen"),
        ("蚌埠市", PREFECTURE, "Bengbu"),
        ("长春市", PREFECTURE, "Changchun"),
        ("朝阳市", PREFECTURE, "Chaoyang"),
        ("呼和浩特市", PREFECTURE, "Hohhot"),
        ("铜仁地区", PREFECTURE, "Tongren Prefecture"),
        ("延边朝鲜族自治州", PREFECTURE, "Yanbian Korean Autonomous Prefecture"),
        ("乐清市", COUNTY, "Yueqing City"),
        ("乐陵市", COUNTY, "Laoling City"),
        ("单县", COUNTY, "Shanxian County"),
        ("理县", COUNTY, "Lixian County"),
        ("大城县", COUNTY, "Daicheng County"),
        ("番禺区", COUNTY, "Panyu District"),
        ("尉犁县", COUNTY, "Yuli County"),
        ("鄱阳县", COUNTY, "Poyang County"),
        ("荥阳市", COUNTY, "Xingyang City"),
        ("荥经县", COUNTY, "Yingjing County"),
        ("大埔县", COUNTY, "Dabu County"),
        ("绿春县", COUNTY, "Lüchun County"),
        ("印江土家族苗族自治县", COUNTY, "Yinjiang Tujia and Miao Autonomous County"),
        ("鄂伦春自治旗", COUNTY, "Oroqen Autonomous Banner"),
        ("阿拉善左旗", COUNTY, "Alxa Left Banner"),
        ("苏州工业园区", COUNTY, "Suzhou Industrial Park"),
        ("六龙山侗族土家族乡", TOWN, "Liulongshan Dong and Tujia Ethnic Township"),
        ("张浦镇", TOWN, "Zhangpu Town"),
        ("高坝田村村民委员会", VILLAGE, "Gaobatian Village"),
    ],
)
def test_names_are_romanised_as_custom_has_it(name: str, level: int, english: str) -> None:
    assert english_name(name, level) == english


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("黔东南苗族侗族自治州", "qdnmzdzzzz"),
        ("六安市", "las"),
        ("单县", "sx"),
        ("重慶市", "cqs"),
        ("第1社区", "d1sq"),
    ],
)
def test_initials_follow_the_customary_reading(name: str, letters: str) -> None:
    assert initials(name) == letters
