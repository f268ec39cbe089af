using FlowKit.Descriptors;

namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>A task of a random flow. What it writes follows from its kind: one context key of its own name.</summary>
internal sealed record TaskModel
{
    public required string Name { get; init; }

    public required TaskKind Kind { get; init; }

    public IReadOnlyList<string> Next { get; init; } = [];

    /// <summary>Keys of the context that are mapped into the input under the same name.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>The <c>parameters</c>.</summary>
    public IReadOnlyDictionary<string, int> Defaults { get; init; } = new Dictionary<string, int>();

    /// <summary>It has output mappings.</summary>
    public bool Writes { get; init; } = true;

    public MappingFault Fault { get; init; }

    public bool Tolerance { get; init; }

    public bool DegradeCurrent { get; init; }

    public bool DegradeFollowings { get; init; }

    public bool KeyCallback { get; init; }

    public bool StreamInput { get; init; }

    public bool StreamOutput { get; init; }

    /// <summary>The start delay in ticks; 0 for none. This and all times are whole seconds.</summary>
    public long Delay { get; init; }

    public long Timeout { get; init; }

    public long TotalTimeout { get; init; }

    public bool SkipOnTimeout { get; init; }

    /// <summary>Of a function: the result may come by callback.</summary>
    public bool IsAsync { get; init; }

    /// <summary>Of a function: what it does to the world outside, where the flow says so.</summary>
    public TaskEffect? Effect { get; init; }

    /// <summary>Of a function: its result is kept.</summary>
    public bool IsCached { get; init; }

    /// <summary>It, or a task in it, changes something outside.</summary>
    public bool Acts => WithInner().Any(task => task is { Kind: TaskKind.Function, Effect: null or TaskEffect.Write });

    /// <summary>Of a function: some of its callbacks tell of the key path first.</summary>
    public bool TellsKey { get; init; }

    public RetryModel? Retry { get; init; }

    public ConditionModel? SuccessCondition { get; init; }

    public ConditionModel? FailCondition { get; init; }

    /// <summary>Of a return; all must hold.</summary>
    public IReadOnlyList<ConditionModel> Conditions { get; init; } = [];

    public IReadOnlyList<CaseModel> Cases { get; init; } = [];

    public IReadOnlyList<BranchModel> Branches { get; init; } = [];

    public LoopModel? Loop { get; init; }

    /// <summary>The successors: for a switch the targets of its cases.</summary>
    public IEnumerable<string> Successors => Kind == TaskKind.Switch ? Cases.SelectMany(one => one.Next).Distinct() : Next;

    public IEnumerable<TaskModel> WithInner() => Branches.SelectMany(branch => branch.Tasks).Concat(Loop?.Tasks ?? [])
        .SelectMany(task => task.WithInner()).Prepend(this);
}
