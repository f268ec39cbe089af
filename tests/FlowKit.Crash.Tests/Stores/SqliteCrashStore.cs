using FlowKit.Sqlite;

namespace FlowKit.Crash.Tests.Stores;

/// <summary>A file in a folder.</summary>
internal sealed class SqliteCrashStore(string folder) : ICrashStore
{
    public string File { get; } = Path.Combine(folder, "flows.db");

    public IReadOnlyList<string> Arguments => [$"sqlite:{File}"];

    public async Task CheckAsync(IEnumerable<string> executions)
    {
        await using var store = SqliteStateStore.Open($"Data Source={File}", new() { CheckedBytes = long.MaxValue });
        await StoreChecks.HoldsAsync(store, executions);
    }
}
