using FlowKit.Callbacks;
using FlowKit.Deciding;
using FlowKit.Dispatching;
using FlowKit.Storing;
using FlowKit.Telemetry;

namespace FlowKit.Running;

/// <summary>What every writer of an engine shares.</summary>
internal sealed record EngineServices
{
    public required FlowEngineOptions Options { get; init; }

    public required TimeProvider Time { get; init; }

    public required IStateStore Store { get; init; }

    public required IWorkQueue Work { get; init; }

    public required ResultMemory Results { get; init; }

    public WorkbenchPool Workbenches { get; } = new();

    public required IReadOnlyDictionary<string, IDispatcher> Dispatchers { get; init; }

    /// <summary>Answers the same, quicker.</summary>
    public DispatcherTable DispatcherTable => field ??= new(Dispatchers);

    /// <summary>Stands before the dispatcher of a task that refers to secrets; null when the host has none.</summary>
    public required Func<IDispatcher, IDispatcher>? WithSecrets { get; init; }

    public required IReadOnlyList<ICallbackSink> Sinks { get; init; }

    public required FlowRegistry Flows { get; init; }

    public required FlowPlans Plans { get; init; }

    public required DecidingOptions Deciding { get; init; }

    /// <summary>Stands around every dispatch.</summary>
    public required DispatchWatch Watch { get; init; }

    /// <summary>Somebody wants the news of turns.</summary>
    public bool WantsNews => Sinks.Count > 0 || NewsWatch.IsOn;

    public required Action<EngineNotice> Notice { get; init; }

    /// <summary>Signs callback addresses; null when callbacks need no token.</summary>
    public required CallbackTokens? CallbackTokens { get; init; }
}
