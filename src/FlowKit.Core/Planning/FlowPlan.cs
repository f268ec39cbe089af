using FlowKit.Descriptors;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Planning;

/// <summary>A valid flow, compiled: every group of tasks by index, every mapping and condition ready to run. Immutable; made once per version.</summary>
internal sealed record FlowPlan
{
    public required string Name { get; init; }

    public required string Alias { get; init; }

    /// <summary>Tells descriptors of one name apart; executions keep the one they started with.</summary>
    public required string Version { get; init; }

    /// <summary>It was added through an interface to the outside: somebody else may have written it.</summary>
    public required bool IsForeign { get; init; }

    /// <summary>Later plans have higher numbers.</summary>
    public required int Number { get; init; }

    public required FlowDescriptor Descriptor { get; init; }

    /// <summary>The documents of type <c>resource</c> it is made of besides.</summary>
    public required ResourceCatalog Documents { get; init; }

    /// <summary>The top level first, then every branch group in the order of the document.</summary>
    public required GroupPlan[] Groups { get; init; }

    public required FlowValue DefaultContext { get; init; }

    /// <summary>The time limit of an execution in seconds, over its submitted context; null for none.</summary>
    public required NumberPlan? Timeout { get; init; }

    /// <summary>The declared output; null when the context is the result.</summary>
    public required OutputNode[]? Output { get; init; }

    /// <summary>Who is told of the end; null for nobody.</summary>
    public required CallbackNode? Callback { get; init; }

    /// <summary>What the optimiser was allowed to do.</summary>
    public required PlanPasses Passes { get; init; }

    /// <summary>What the optimiser found out about the tasks: by group, and in it by task.</summary>
    public required TaskTraits[][] Traits { get; init; }

    /// <summary>There are calls in it that share a save with others.</summary>
    public required bool Fuses { get; init; }

    /// <summary>What the optimiser did and why, pass by pass; each pass in the order of the document.</summary>
    public IReadOnlyList<PlanNote> Notes => field ??= PlanNotes.Of(this);

    /// <summary>The calls that run without a hop between them, and what is decided on the way, in the order of the document.</summary>
    public IReadOnlyList<FusedChain> Chains => field ??= FusedChains.Of(this);

    /// <summary>The tasks of the top level whose conditions the input of a start decides.</summary>
    public IReadOnlyList<TaskNode> EarlyTasks => field ??= Planning.EarlyTasks.Of(Root);

    public GroupPlan Root => Groups[0];
}
