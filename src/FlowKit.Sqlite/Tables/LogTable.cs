using FlowKit.Sqlite.Native;

namespace FlowKit.Sqlite.Tables;

/// <summary>
/// The saves of all executions, one behind the other as they came. Each knows the save of its execution before it, so that nothing but
/// the end of the table is written, whatever the number of executions and however long they are.
/// </summary>
internal sealed class LogTable(Database database) : IDisposable
{
    private readonly Statement _append = database.Prepare(
        "INSERT INTO log(seq, execution, version, before, bytes, sum) VALUES(?, ?, ?, ?, ?, ?)");
    private readonly Statement _before = database.Prepare("SELECT before FROM log WHERE seq = ? AND execution = ?");
    private readonly Statement _remove = database.Prepare("DELETE FROM log WHERE seq = ? AND execution = ?");

    /// <param name="seq">Its place; after all there are.</param>
    /// <param name="execution">The number of its execution.</param>
    /// <param name="version">The version it makes.</param>
    /// <param name="before">The place of the save before; null when this one stands alone.</param>
    /// <param name="bytes">The save.</param>
    public void Append(long seq, long execution, long version, long? before, ReadOnlySpan<byte> bytes) =>
        _append.Bind(1, seq).Bind(2, execution).Bind(3, version).Bind(4, before).Bind(5, bytes)
            .Bind(6, LogSum.Of(seq, execution, version, before, bytes)).Run();

    /// <summary>Removes a save of an execution and all before it; where damage leads to another execution, nothing of that one.</summary>
    public void RemoveBack(long head, long execution)
    {
        for (long? seq = head; seq is { } place;)
        {
            seq = _before.Bind(1, place).Bind(2, execution).Step() ? _before.LongOrNull(0) : null;
            _before.Reset();
            _remove.Bind(1, place).Bind(2, execution).Run();
        }
    }

    public void Dispose()
    {
        _append.Dispose();
        _before.Dispose();
        _remove.Dispose();
    }
}
