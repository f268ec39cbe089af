namespace FlowKit.Sqlite.Saving;

/// <summary>Counts what was written; read from any thread.</summary>
internal sealed class WriteCounter
{
    private long _commits;
    private long _saves;
    private long _bytes;
    private long _purged;

    public SqliteStoreCounts Counts => new(Volatile.Read(ref _saves), Volatile.Read(ref _commits), Volatile.Read(ref _bytes));

    /// <summary>How many executions were removed because they were over the bounds.</summary>
    public long Purged => Volatile.Read(ref _purged);

    /// <summary>Called by the writer alone.</summary>
    public void Committed(ReadOnlySpan<WriteRequest> group, int purged)
    {
        var (saves, bytes) = (_saves, _bytes);
        foreach (var request in group)
        {
            if (request is { Kind: WriteKind.Create or WriteKind.Save, Result: 1 })
            {
                saves++;
                bytes += request.Bytes.Length;
            }
        }

        Volatile.Write(ref _purged, _purged + purged);
        Volatile.Write(ref _saves, saves);
        Volatile.Write(ref _bytes, bytes);
        Volatile.Write(ref _commits, _commits + 1);
    }
}
