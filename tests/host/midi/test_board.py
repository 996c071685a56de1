"""The board knows which outputs were connected just now: what is behind these has to be told everything."""

from beatterm.engine.messages import Report
from beatterm.engine.midi.messages import ClockState, MidiState
from beatterm.host.midi.board import Board
from beatterm.host.midi.wire import Port, Ports
from beatterm.model.midi_setup import MidiSetup, OutPort

SETUP = MidiSetup(outs=(OutPort("drums"), OutPort("synth")))


def test_an_output_that_was_connected_anew_is_told_though_it_looks_as_before() -> None:
    board = Board(lambda report: None)
    there = Port("drums", "Volca", times=1)
    assert board.set_ports(Ports(outs=(there, Port("synth", problem="away")))) == ["drums"]
    assert board.set_ports(Ports(outs=(there, Port("synth", "Juno", times=1)))) == ["synth"]
    assert board.set_ports(Ports(outs=(Port("drums", "Volca", times=2), Port("synth", "Juno", times=1)))) == [
        "drums"
    ]


def test_the_ports_of_another_process_are_all_connected_anew() -> None:
    board = Board(lambda report: None)
    ports = Ports(outs=(Port("drums", "Volca", times=1),))
    board.set_ports(ports)
    assert board.set_ports(ports) == []
    board.restart()
    assert board.set_ports(ports) == ["drums"]


def test_nothing_is_shown_until_a_process_has_looked() -> None:
    reports: list[Report] = []
    board = Board(reports.append)
    board.configure(SETUP)
    board.show(ClockState(), 100.0)
    assert reports == []
    board.set_ports(Ports(outs=(Port("drums", "Volca", times=1),)))
    board.show(ClockState(), 100.0)
    (state,) = reports
    assert isinstance(state, MidiState)
    assert [(port.name, port.connected_to) for port in state.outs] == [("drums", "Volca"), ("synth", "")]
