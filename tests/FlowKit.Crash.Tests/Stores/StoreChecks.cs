using FlowKit.Storing;

namespace FlowKit.Crash.Tests.Stores;

/// <summary>What every store holds at the end.</summary>
internal static class StoreChecks
{
    public static async Task HoldsAsync(IStateStore store, IEnumerable<string> executions)
    {
        await foreach (var header in store.ListOpenAsync(default))
        {
            Assert.Fail($"The execution {header.ExecutionId} is still open, as {header.Status}.");
        }

        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var page = await store.ListAsync(new() { Cursor = cursor, Limit = 1000 }, default);
            ids.AddRange(page.Executions.Select(header => header.ExecutionId));
            cursor = page.Cursor;
        }
        while (cursor is not null);
        Assert.Equal(executions.Order(StringComparer.Ordinal), ids.Order(StringComparer.Ordinal));
    }
}
