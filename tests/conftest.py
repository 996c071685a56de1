"""What every test can ask for: the real audio servers."""

pytest_plugins = ("tests.servers.pulse", "tests.servers.jack")
