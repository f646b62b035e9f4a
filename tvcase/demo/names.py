"""Names that nobody bears: out of fairy tales, and put together from plants, stones and weather."""

import random

from cases import names

_WOMEN = (
    "Палечка Златокоса Звездолина Капчица Мъглица Перушинка Листовейка Вихрогонка Брезичка Искрица Дъгоцветка "
    "Снегопадка Росокапка Облачица Лунодара Пепеляшка Червеношапка Горскофея Метличина Скрежинка Вълнолика Зороткана"
)
_MEN = (
    "Градобой Вихрогон Камъчко Мъглин Бурелом Облакан Звездодей Хвърчилан Щурчан Листопадин Ветрогон Снегорин "
    "Педян Палечко Ръждокрил Скалобит Тръстикан Шумолист Дъждослав Гръмовит Пясъчан Мъховит"
)
_FAMILIES = (
    "Ситнодъжд Сивогранит Кремъкамък Дивотрън Синчецвет Ранослан Късновятър Бяломрамор Тихосняг Зеленомъх Лунокамък "
    "Острострък Златошума Светломълния Облакоскок Каменолист Дъбокорен Росотревник Скрежоцвет Градолед Пясъкоструй "
    "Черноглог Виолетомъгла Кварцоблик Синеслюда Ветроклас Папратошум Капкороса Речнопясък Гръмосин Мъглобреза "
    "Кехлибарник Слънчолед Снегобор Тръстиковей Каменовир Бурянолист Шипкотрън Вихролист Лишейник"
)
_ALIASES = "Врабче Щурче Калинка Светулка Перо Облаче Комета Ехо Мъниче Зрънце Кибритче Пух Камъче Фенер"

WOMEN, MEN, FAMILIES, ALIASES = (tuple(text.split()) for text in (_WOMEN, _MEN, _FAMILIES, _ALIASES))

type Names = list[tuple[str, str]]


def pairs(rng: random.Random, given: list[str]) -> Names:
    """Every given name with every family name, shuffled: no two people share both."""
    every = [(first, family) for first in given for family in FAMILIES]
    rng.shuffle(every)
    return every


def latin(name: str) -> str:
    """The name in Latin letters, by the Transliteration Act."""
    return names.key(name).capitalize()
