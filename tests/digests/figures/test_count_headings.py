from digests.figures.headings import headings


def said(text: str, cell: str) -> list[str]:
    return [text[start:end].strip() for start, end in headings(text, text.index(cell))]


def test_a_cell_is_named_by_the_head_of_its_column_and_by_the_line_above() -> None:
    table = "Клубы области\n\nРайон | Кружки | Дети\nАбайский | 14 | 320\nИлийский | 9 | 210"
    assert said(table, "210") == ["Дети", "Клубы области"]


def test_a_table_with_a_cell_a_line_names_its_columns_first() -> None:
    table = "Район\nКружки\nДети\nАбайский\n14\n320\nИлийский\n9\n210"
    assert said(table, "320") == ["Дети"]
    assert said(table, "9") == ["Кружки"]


def test_a_number_in_running_text_has_no_heading() -> None:
    assert said("Открыто 14 кружков.\nДля детей.", "14") == []
