"""Fixtures every test may use."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.command_line import small_file

ROOT = Path(__file__).resolve().parent.parent

# A loaded machine is no reason to fail: examples take the time they need, as they do where CI is set.
settings.register_profile(
    "patient", parent=settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared material beside a developer's checkout; absent elsewhere."""
    folder = ROOT.parent / "shared"
    if not (folder / "DESIGN.md").is_file():
        pytest.skip("the shared material (../shared) is not beside this checkout")
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The file of a small timeline."""
    return small_file(tmp_path)


@pytest.fixture(autouse=True, scope="session")
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep indexes of test files out of the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True, scope="session")
def _compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Where Python is told to keep nothing that it compiled, let the processes that tests start share it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    with pytest.MonkeyPatch.context() as patch:
        if sys.dont_write_bytecode:
            patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
            patch.setenv("PYTHONPYCACHEPREFIX", str(folder / "compiled"))
        yield


def pytest_collection_finish() -> None:
    """Look for garbage seldom, as the explorer does: going through all that a run keeps takes long."""
    gc.freeze()
    gc.set_threshold(2_000, 10, 100)
