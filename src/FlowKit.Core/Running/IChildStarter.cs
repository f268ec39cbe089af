using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.Running;

/// <summary>Starts an execution for a task of another one.</summary>
internal interface IChildStarter
{
    /// <summary>The clock of the engine.</summary>
    TimeProvider Time { get; }

    /// <summary>Returns when the start is on record; a child that has started before is left as it is.</summary>
    ValueTask StartChildAsync(
        string flow, string id, FlowValue input, StartOptions? options, ParentLink parent, CancellationToken cancellationToken);
}
