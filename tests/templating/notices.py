"""A small notice with every kind of paragraph and awkward characters, as YAML and as a view."""

from __future__ import annotations

from rectify_gen.source import decode, locate
from rectify_gen.validation import validate
from rectify_gen.view import View, compose

NOTICE = r"""
title: [关于“三重一大”的, 整改通报]
organization: {name: 中共示例市 R&D 局党组, short_name: 局党组}
inspection:
  authority: 市委
  team: 市委第五巡察组
  start: 2023-09-12
  end: 2023-12-27
  feedback_date: 2024-03-27
sections:
  - role: overview
    content: ["投入 <500 万元> 的 A&B 项目 'x' \"y\" “z” ‘w’。", 𠮷姓干部。]
  - role: rectification
    content:
      - problem: 理论学习不够
        form: 关于“{}”问题的整改。
        status: done
        content:
          - text: 认真整改。
            measures: [加强学习。, 建立制度。]
      - heading: "一级{{ 7*7 }}标题"
        run_in: true
        content: ["接排 {% for %} 的文字。", 第二段]
        status: ongoing
publication: {start: 2025-04-07, end: 2025-05-06}
contacts: {phone: 010-1, email: a@b.cn}
signature: {organizations: [示例市局], date: 2025-04-07, seal: true}
"""


def view_of(text: str) -> View:
    return compose(validate(locate(decode(text.encode("utf-8"), "n.yaml"))))
