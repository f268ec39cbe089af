using FlowKit.Executions;
using FlowKit.Storing;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Storing;

/// <summary>What sub-flows are to be told comes back from deltas and from a snapshot, and no number is given twice.</summary>
public class ChildOrderSaveTests
{
    private readonly ExecutionState _state = new("id", "w:f", "1") { StartedAt = 1 };
    private readonly StateWriter _writer = new();
    private readonly List<ReadOnlyMemory<byte>> _saves = [];

    [Fact]
    public void What_was_given_and_not_taken_comes_back()
    {
        Begin();
        Save(Give("a", ChildOrderKind.Pause), Give("b", ChildOrderKind.Cancel));
        Save(Take(1), Give("a", ChildOrderKind.Resume));

        Holds(3, new(2, new("b", ChildOrderKind.Cancel, "why")), new(3, new("a", ChildOrderKind.Resume, null)));
        Snapshot();
        Holds(3, new(2, new("b", ChildOrderKind.Cancel, "why")), new(3, new("a", ChildOrderKind.Resume, null)));
        Save(Take(2), Take(3));
        Holds(3);
        Snapshot();
        Holds(3);
    }

    private void Begin()
    {
        var scope = new ScopeState(0, 0, 1, null, 0, new ValueEditor(FlowValue.EmptyObject), epoch: 0);
        _state.Scopes.Add(scope);
        _saves.Add(_writer.Delta(_state, [new(scope, null, null, default)], executionChanged: true, isFirst: true).ToArray());
    }

    private int Give(string child, ChildOrderKind kind) =>
        (_state.ChildOrders ??= new()).Add(new(child, kind, kind == ChildOrderKind.Cancel ? "why" : null));

    private int Take(int number)
    {
        Assert.True(_state.ChildOrders!.Open.Remove(number));
        return number;
    }

    private void Save(params IEnumerable<int> numbers) =>
        _saves.Add(_writer.Delta(_state, [], executionChanged: false, isFirst: false, [.. numbers]).ToArray());

    private void Snapshot()
    {
        _saves.Clear();
        _saves.Add(_writer.Snapshot(_state, _ => default).ToArray());
    }

    private void Holds(int last, params IEnumerable<KeyValuePair<int, ChildOrder>> orders)
    {
        var shape = new StateShape([1], _ => -1, (_, _) => -1, (_, _) => throw new InvalidOperationException("There are no branches."));
        var read = new StateReader("id", shape).Read(_saves);
        Assert.Equal(orders, read.ChildOrders!.Open);
        Assert.Equal(last, read.ChildOrders.Last);
    }
}
