using System.Text;
using FlowKit.Executions;
using FlowKit.Storing;

namespace FlowKit.Stores;

/// <summary>Executions to save, and short words for saving and looking at them.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ExecutionHeader Header(string id, double minutes = 0) =>
        new(id, "shop:order", "v1", ExecutionStatus.Running, null, Start.AddMinutes(minutes), null, null, NeedsOwner: false);

    public static ExecutionHeader Ended(string id, double minutes = 0, ExecutionStatus status = ExecutionStatus.Succeed) =>
        Header(id, minutes) with { Status = status, EndedAt = Start.AddMinutes(minutes) };

    public static ValueTask<bool> CreateAsync(this IStateStore store, ExecutionHeader header, string text = "start") =>
        store.TryCreateAsync(new(header.ExecutionId, 1, header, false, Encoding.UTF8.GetBytes(text)), default);

    public static ValueTask<bool> SaveAsync(
        this IStateStore store, string id, long version, string text, ExecutionHeader? header = null, bool snapshot = false) =>
        store.TrySaveAsync(new(id, version, header, snapshot, Encoding.UTF8.GetBytes(text)), default);

    /// <summary>Version and saves in one line; null when the execution is unknown.</summary>
    public static async Task<string?> ShowAsync(this IStateStore store, string id) =>
        await store.LoadAsync(id, default) is { } stored
            ? $"{stored.Version}: {string.Join(' ', stored.Saves.Select(save => Encoding.UTF8.GetString(save.Span)))}"
            : null;

    public static async Task<List<string>> OpenIdsAsync(this IStateStore store)
    {
        var ids = new List<string>();
        await foreach (var header in store.ListOpenAsync(default))
        {
            ids.Add(header.ExecutionId);
        }

        return ids;
    }
}
