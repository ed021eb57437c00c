"""Post-mortems as people write them: other heading levels, tables, nested lists, code, Chinese, front matter."""

from __future__ import annotations

from pathlib import Path

import yaml
from click.testing import CliRunner

from rca.cli import main

CHECKOUT = """\
Incident Report: Checkout API 5xx
=================================

* Incident ID: INC-2041
* Severity: SEV-1
* Date: March 3rd, 2024
* Duration: 1h 12m

Executive summary
-----------------

On 2024-03-03 the checkout API returned HTTP 503 for 38% of requests.

What happened?
--------------

1. A config change set `max_connections: 0`.
   1. The linter did not know the key.
   2. The canary had no traffic.
2. The pool drained.

```yaml
pool:
  max_connections: 0   # was 200
# Not a heading
```

Root cause analysis (5 Whys)
----------------------------

1. Why did checkout fail? Because the pool was empty.
2. Why was the pool empty? Because `max_connections` was 0.
3. Why was it 0? Because a template default was wrong.

Contributing factors
--------------------

- No alert on pool size
- Rollback took 40 minutes

Time line (UTC)
---------------

| Time | Event |
|:-----|------:|
| 2024-03-03 10:02 | Config deployed |
| 10:05 | First 503 |
| ~10:30 | On-call paged |
| 11:14 | Recovered |

Follow-up actions
-----------------

- [x] Add schema validation for pool config (the pool team, 2024-03-10)
- [ ] Page on pool size (JIRA-123) — owner: on-call lead — due 2024-04-01
"""

GATEWAY = """\
---
title: "支付网关中断复盘"
date: 2025-06-18
authors: [平台主管, 值班长]
---

# 支付网关中断复盘

## 概述

2025年6月18日，支付网关中断47分钟，约12%的订单失败。

## 影响

- 失败订单约3.2万笔
- 客诉 410 起

## 时间线

- 09:58 发布新证书
- 10:03 告警：TLS 握手失败率 > 20%
- 10:45 回滚完成

## 根本原因

1. 新证书链缺少中间证书
2. 预发布环境跳过了证书校验

## 触发原因

证书轮换任务

## 检测

监控告警

## 解决措施

回滚证书

## 改进措施

| 措施 | 负责人 | 截止日期 | 状态 |
|---|---|---|---|
| 发布前校验完整证书链 | 平台组 | 2025-07-01 | 进行中 |
| 预发布启用校验 | 平台主管 | 2025-06-30 | 已完成 |

## 经验教训

### 做得好的

- 回滚脚本可用

### 做得不好的

- 预发布与生产不一致

### 幸运之处

- 非高峰时段
"""

DATABASE = """\
# [Postmortem] Outage of January 31 — db1 🔥

#### Summary
We accidentally removed data from the primary.

<details><summary>More</summary>Some <b>HTML</b> &amp; entities</details>

#### Timeline
**2017-01-31**
* 17:20 UTC: an engineer takes an LVM snapshot
* 23:00-ish UTC - replication lag
* around 23:27: wrong server, `rm -rf`
  * nested: stopped after 1-2 seconds
  * 4.5 GB left

#### Root Causes and Trigger
- Spam load
  - locks on table
    - more nested
- Manual removal on the wrong host
> quoted remark

#### Action items
1. Hostname in prompt — **P0** — [#1094](https://x.invalid/1094) – Owner: infra team
2. WAL archiving
   Continues on this line
   - sub item one
   - sub item two

#### What went well?
#### What went wrong?
Backups did not work
#### Where did we get lucky
A snapshot 6 h old existed
"""

CACHE = r"""## Summary ##
Line one.
Line two: with colon # and hash.

## Impact
| Metric | Value |
|---|---|
| Users | 1,200 |
| a \| pipe | x |

## Trigger
Deploy of v2.3.1

## Root Causes & Contributing Factors

### Root cause 1: Race in cache
Details paragraph about the race. It has two sentences.

### Root cause 2: No circuit breaker
More.

## Detection
None.

## Action Items

### Prevent
- Fix race (owner: cache team) (due: 2024-02-30)
### Mitigate
- Breaker

## Timeline
2024-01-05
10:00 Deploy
10:02 Errors
| 10:04 | rollback |
2024-01-06
00:10 Done

## Glossary
foo
"""


def brought(text: str, folder: Path) -> tuple[dict[str, object], str]:
    """The draft as data, and what it says was not carried; the draft checks."""
    (folder / "outage.md").write_text(text, encoding="utf-8")
    path = folder / "kb" / "reviews" / "an-outage.yaml"

    result = CliRunner().invoke(
        main, ["new", "an-outage", "--kb", str(folder / "kb"), "--from", str(folder / "outage.md")]
    )
    assert result.exit_code == 0, result.output
    check = CliRunner().invoke(main, ["check", "--kb", str(folder / "kb"), str(path)])
    assert check.exit_code == 0, check.output
    written = path.read_text(encoding="utf-8")
    data: dict[str, object] = yaml.load(written, Loader=yaml.CSafeLoader)
    return data, written.partition("# Not carried")[2]


def events(found: dict[str, object]) -> list[str]:
    """The causes, in the order written."""
    tree: dict[str, dict[str, dict[str, str]]] = found["fault_tree"]  # type: ignore[assignment]
    return [each["event"] for name, each in tree["events"].items() if name != "TOP"]


def test_underlined_headings_a_list_of_facts_and_a_table_of_moments(tmp_path: Path) -> None:
    found, left = brought(CHECKOUT, tmp_path)

    assert str(found["event"]["date"]) == "2024-03-03"  # type: ignore[index]
    assert [(each["at"], each["what"]) for each in found["timeline"]] == [  # type: ignore[attr-defined]
        ("2024-03-03 10:02", "Config deployed"), ("2024-03-03 10:05", "First 503"),
        ("about 2024-03-03 10:30", "On-call paged"), ("2024-03-03 11:14", "Recovered"),
    ]  # fmt: skip
    assert "– The linter did not know the key. – The canary had no traffic." in str(found["summary"])
    assert len(events(found)) == 5
    assert [each["status"] for each in found["actions"]] == ["implemented", "proposed"]  # type: ignore[attr-defined]
    assert "Incident ID: INC-2041" in left


def test_nothing_in_a_block_of_code_is_a_heading(tmp_path: Path) -> None:
    """It is listed as not carried, and is no prose."""
    found, left = brought(CHECKOUT, tmp_path)

    assert "max_connections: 0 # was 200" in " ".join(left.split())
    assert "# Not a heading" in left
    assert "pool:" not in str(found["summary"])


def test_a_post_mortem_in_chinese(tmp_path: Path) -> None:
    """With front matter, and a table of measures with days and states."""
    found, left = brought(GATEWAY, tmp_path)

    assert found["title"] == "支付网关中断复盘"
    assert events(found) == ["新证书链缺少中间证书", "预发布环境跳过了证书校验", "证书轮换任务"]
    first, second = found["actions"]  # type: ignore[misc]
    assert (first["do"], str(first["due"]), first["status"]) == ("发布前校验完整证书链", "2025-07-01", "in-progress")
    assert (second["status"], str(second["due"])) == ("implemented", "2025-06-30")
    assert "回滚证书" in str(found["response"])
    assert "触发原因" not in left
    assert "值班长" not in left


def test_items_of_a_list_stay_with_the_item_above_them(tmp_path: Path) -> None:
    """And a moment that is about is said to be about."""
    found, left = brought(DATABASE, tmp_path)

    assert events(found)[0] == "Spam load – locks on table – more nested"
    assert [each["do"].partition(" – ")[2] for each in found["actions"]][1:] == ["sub item one – sub item two"]  # type: ignore[attr-defined]
    assert [each["at"] for each in found["timeline"]][1:] == ["about 2017-01-31 23:00 UTC", "about 2017-01-31 23:27"]  # type: ignore[attr-defined]
    assert found["event"]["luck"] == "A snapshot 6 h old existed"  # type: ignore[index]
    assert "4.5 GB left" in left


def test_headings_below_a_section_are_its_items_or_name_its_lists(tmp_path: Path) -> None:
    """A root cause with a paragraph below it; and nothing of it is lost in silence."""
    found, left = brought(CACHE, tmp_path)

    assert events(found)[:2] == [
        "Root cause 1: Race in cache: Details paragraph about the race. It has two sentences.",
        "Root cause 2: No circuit breaker: More.",
    ]
    assert [each["do"] for each in found["actions"]] == ["Fix race (owner: cache team) (due: 2024-02-30)", "Breaker"]  # type: ignore[attr-defined]
    assert found["title"] == "Line one."
    assert [each["value"] for each in found["event"]["harm"]["measures"]] == ["Users: 1,200", "a | pipe: x"]  # type: ignore[index]
    assert len(found["timeline"]) == 4  # type: ignore[arg-type]
    for line in ("heading `Prevent`", "heading `Mitigate`", "the head of a table: Metric, Value", "Glossary"):
        assert line in left
