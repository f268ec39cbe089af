using System.Text.Json.Nodes;
using FlowKit.Core.Tests.Properties.Flows;
using FlowKit.Executions;

namespace FlowKit.Core.Tests.Properties.Reference;

/// <summary>A task instance as the reference sees it.</summary>
internal sealed class Instance(Scope scope, TaskModel model)
{
    public Scope Scope { get; } = scope;

    public TaskModel Model { get; } = model;

    public string Name { get; } = scope.Parent is null ? model.Name : $"{scope.Parent.Name}_{scope.Branch}-{model.Name}";

    public FlowTaskStatus Status { get; set; }

    /// <summary>It was skipped because every predecessor said so.</summary>
    public bool SkippedByAll { get; set; }

    /// <summary>It was RUNNING once.</summary>
    public bool HasRun { get; set; }

    public int Attempt { get; set; }

    public bool Acknowledged { get; set; }

    public long FirstDispatch { get; set; } = -1;

    public JsonObject Input { get; set; } = [];

    /// <summary>The callback that gave the present result; null for none.</summary>
    public CallbackFate? Taken { get; set; }

    public RefFailure? Failure { get; set; }

    public long EndedAt { get; set; }

    public HashSet<string> Opened { get; } = [];

    public List<Scope?> Branches { get; } = [];

    public bool IsEnded => Status is FlowTaskStatus.Succeed or FlowTaskStatus.Failed or FlowTaskStatus.Skipped or FlowTaskStatus.Canceled;

    public bool IsDone => Status is FlowTaskStatus.Succeed or FlowTaskStatus.Skipped;
}
