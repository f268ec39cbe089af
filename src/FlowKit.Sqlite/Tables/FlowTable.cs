using FlowKit.Sqlite.Native;
using FlowKit.Storing;

namespace FlowKit.Sqlite.Tables;

/// <summary>The texts of flow versions, each once.</summary>
internal sealed class FlowTable(Database database) : IDisposable
{
    private readonly Statement _keep = database.Prepare(
        "INSERT INTO flows(flow, version, is_foreign, text) VALUES(?, ?, ?, ?) ON CONFLICT(flow, version) DO NOTHING");

    public void Keep(FlowText flow) =>
        _keep.Bind(1, flow.Flow).Bind(2, flow.Version).Bind(3, flow.IsForeign ? 1 : 0).Bind(4, flow.Text).Run();

    /// <summary>The text of a version; null when it was never kept.</summary>
    public static FlowText? Find(Database database, string flow, string version)
    {
        using var row = database.Prepare("SELECT is_foreign, text FROM flows WHERE flow = ? AND version = ?");
        return row.Bind(1, flow).Bind(2, version).Step() ? new(flow, version, row.TextOrNull(1)!, row.Long(0) != 0) : null;
    }

    public void Dispose() => _keep.Dispose();
}
