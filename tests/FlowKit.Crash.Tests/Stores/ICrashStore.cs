namespace FlowKit.Crash.Tests.Stores;

/// <summary>A store whose processes are killed.</summary>
internal interface ICrashStore
{
    /// <summary>The arguments of the process.</summary>
    IReadOnlyList<string> Arguments { get; }

    /// <summary>The store is whole, all executions in it have ended, and they are these.</summary>
    Task CheckAsync(IEnumerable<string> executions);
}
