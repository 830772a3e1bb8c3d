"""Exports: chosen, counted beforehand, and saved while their bytes are counted."""

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser


def test_a_format_and_filters_are_chosen_and_the_file_is_saved(product, new_page):
    page = product.sign_in(new_page(), "editor")
    page.goto(f"{product.url}/claims/?desk=demo")
    page.click("summary:has-text('Export')")
    page.click("text=More formats…")
    page.wait_for_selector("h1:has-text('Export')")

    page.select_option("#export-format", "mentions.jsonl")
    page.wait_for_selector("#export-name:has-text('mentions.jsonl')")
    page.select_option("#export-language", "ar")
    page.wait_for_selector(".export-count:has-text('1 article')")
    assert "format=mentions.jsonl" in page.url
    assert "mentions.jsonl?desk=demo&language=ar" in page.inner_text(".export-command")

    with page.expect_download() as saving:
        page.click("[data-streams]")
    [line] = Path(saving.value.path()).read_text().splitlines()
    assert saving.value.suggested_filename == "mentions.jsonl"
    assert json.loads(line)["language"] == "ar"
    page.wait_for_selector("[data-told]:has-text('Saved as mentions.jsonl')")


def test_a_table_is_saved_with_the_fields_that_are_ticked(product, new_page):
    page = product.sign_in(new_page(), "editor")
    page.goto(f"{product.url}/exports/?desk=demo")
    page.check("[name=fields][value=id]")
    page.wait_for_selector(".export-command:has-text('fields=id')")
    page.check("[name=fields][value=stage]")
    page.wait_for_selector(".export-command:has-text('claims.csv?desk=demo&fields=id,stage')")

    with page.expect_download() as saving:
        page.click("[data-streams]")
    header, *rows = Path(saving.value.path()).read_text("utf-8-sig").splitlines()
    assert header == "id,stage"
    assert rows

    page.select_option("#export-format", "mentions.jsonl")
    page.wait_for_selector("#export-name:has-text('mentions.jsonl')")
    assert page.locator("[name=fields]").count() == 0


def test_boxes_that_are_ticked_quickly_are_all_taken(product, new_page):
    page = product.sign_in(new_page(), "editor")
    page.goto(f"{product.url}/exports/?desk=demo")

    def slowly(route):
        answer = route.fetch()
        page.wait_for_timeout(300)
        route.fulfill(response=answer)

    page.route("**/exports/?format=*", slowly)
    for name in ("id", "stage", "statement"):
        page.locator(f"[name=fields][value={name}]").evaluate("box => box.click()")
    page.wait_for_selector(".export-command:has-text('fields=id,stage,statement')")
    assert page.locator("[name=fields]:checked").count() == 3


def test_a_refusal_is_said_in_the_page(product, new_page):
    page = product.sign_in(new_page(), "editor")
    page.goto(f"{product.url}/exports/")
    problem = {"status": 429, "json": {"detail": "Two exports run already."}}
    page.route("**/api/v1/exports/**", lambda route: route.fulfill(**problem))
    page.click("[data-streams]")

    page.wait_for_selector("[data-told]:has-text('Two exports run already.')")
    assert page.is_hidden("[data-stops]")


def test_without_scripts_it_is_a_form_and_a_link(product, new_page):
    page = product.sign_in(new_page(java_script_enabled=False), "editor")
    page.goto(f"{product.url}/exports/?desk=demo")
    page.select_option("#export-format", "claims.ndjson")
    page.click("text=Apply")
    page.wait_for_selector("#export-name:has-text('claims.ndjson')")

    with page.expect_download() as saving:
        page.click("[data-streams]")
    assert Path(saving.value.path()).read_text().startswith("{")
