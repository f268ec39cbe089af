namespace FlowKit.PostgreSql.Saving;

/// <summary>Counts what was written, by all writers of a store.</summary>
internal sealed class WriteCounter
{
    private long _commits;
    private long _saves;
    private long _bytes;

    public PostgreSqlStoreCounts Counts => new(Volatile.Read(ref _saves), Volatile.Read(ref _commits), Volatile.Read(ref _bytes));

    public void Committed(long saves, long bytes)
    {
        Interlocked.Add(ref _saves, saves);
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Increment(ref _commits);
    }
}
