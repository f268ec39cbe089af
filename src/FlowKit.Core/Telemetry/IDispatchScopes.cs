using FlowKit.Dispatching;

namespace FlowKit.Telemetry;

/// <summary>What a host opens around every dispatch, such as a log scope of its ids.</summary>
internal interface IDispatchScopes
{
    /// <summary>Somebody would see it.</summary>
    bool IsWanted { get; }

    /// <summary>Open until the dispatcher has said something.</summary>
    IDisposable? Open(DispatchRequest request);
}
