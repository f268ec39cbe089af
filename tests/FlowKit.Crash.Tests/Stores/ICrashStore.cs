namespace FlowKit.Crash.Tests.Stores;

/// <summary>A store whose processes are killed.</summary>
internal interface ICrashStore
{
    /// <summary>What the process is told: <c>sqlite:PATH</c>.</summary>
    string Address { get; }

    /// <summary>The store is whole, all executions in it have ended, and they are these.</summary>
    Task CheckAsync(IEnumerable<string> executions);
}
