namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>What tasks read, and what is inside loops and choices.</summary>
internal sealed partial class FlowDice
{
    private TaskModel Inputs(TaskModel task, List<string> known)
    {
        var reads = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => OneOf(known)).Distinct().ToList();
        return task with
        {
            Reads = reads,
            Defaults = Chance(5) ? new Dictionary<string, int> { [OneOf(reads)] = _random.Next(10) } : new(),
            Writes = task.Kind == TaskKind.Suspense || !Chance(6),
            Fault = _random.Next(_traits.IsCalm ? 200 : 40) switch
            {
                0 => MappingFault.InInput,
                1 when task.Kind != TaskKind.Suspense => MappingFault.InOutput,
                _ => MappingFault.None,
            },
            Delay = _traits.Times && Chance(6) ? WholeSeconds(1, 80) : 0,
            Timeout = task.Kind is TaskKind.Choice or TaskKind.Foreach or TaskKind.Suspense && _traits.Times && Chance(4)
                ? WholeSeconds(8, 600) : task.Timeout,
            SkipOnTimeout = task.Kind == TaskKind.Suspense && Chance(2),
            Conditions = task.Kind == TaskKind.Return ? [.. Enumerable.Range(0, _random.Next(3)).Select(_ => Condition(OneOf(reads)))] : [],
            Cases = [.. task.Cases.Select(one => one.Condition is null ? one : one with { Condition = Condition(OneOf(reads)) })],
        };
    }

    private TaskModel Inner(TaskModel task, int depth) => task.Kind switch
    {
        TaskKind.Choice => task with { Branches = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Branch(task, depth))] },
        TaskKind.Foreach => task with { Loop = Loop(task, depth) },
        _ => task,
    };

    private BranchModel Branch(TaskModel task, int depth) =>
        new(Condition(OneOf(task.Reads)), Group(InnerSize(), task.Reads, depth + 1));

    private LoopModel Loop(TaskModel task, int depth)
    {
        var items = _random.Next(12) switch
        {
            0 => null,
            1 => "[]",
            2 => "\"abc\"",
            3 => "[[1,2],[3],[]]",
            4 => "[1,null,3]",
            5 => "[[4,8],7,null]",
            _ => $"[{string.Join(',', Enumerable.Range(0, _random.Next(1, 6)).Select(_ => _random.Next(10)))}]",
        };
        var mayEndEarly = _traits.FailsFast && Chance(2);
        return new(
            items,
            items is null ? OneOf(task.Reads) : null,
            mayEndEarly ? _random.Next(1, 3) : _random.Next(4),
            mayEndEarly,
            Chance(3) ? _random.Next(1, 3) : 0,
            Chance(8) ? _random.Next(1, 4) : 0,
            Group(InnerSize(), [.. task.Reads, LoopModel.ItemKey(task.Name), LoopModel.IndexKey(task.Name)], depth + 1));
    }

    private int InnerSize() => Math.Max(1, Math.Min(_random.Next(1, 6), _left / 2));
}
