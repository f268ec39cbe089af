using FlowKit.PostgreSql.Schema;
using Npgsql;

namespace FlowKit.PostgreSql.Saving;

/// <summary>Saves on their way into the log, all of a group in one command.</summary>
internal sealed class LogRows
{
    private readonly List<long> _numbers;
    private readonly List<long> _versions;
    private readonly List<bool> _snapshots;
    private readonly List<ReadOnlyMemory<byte>> _bytes;
    private readonly List<bool> _withHeader;

    public LogRows(SchemaTables at)
    {
        // A save with a header counts if its header was taken. A value, and not EXISTS, which the server may answer by reading the whole table.
        Command = new($"""
            INSERT INTO {at.Log}
            SELECT g.no, g.version, g.snapshot, g.bytes FROM unnest($1, $2, $3, $4, $5) AS g(no, version, snapshot, bytes, with_header)
            WHERE NOT g.with_header OR (SELECT true FROM {at.Executions} e WHERE e.no = g.no)
            """);
        _numbers = Command.Longs();
        _versions = Command.Longs();
        _snapshots = Command.Booleans();
        _bytes = Command.Bytes();
        _withHeader = Command.Booleans();
    }

    public NpgsqlBatchCommand Command { get; }

    public int Count => _numbers.Count;

    public void Add(WriteRequest request)
    {
        _numbers.Add(request.No);
        _versions.Add(request.Version);
        _snapshots.Add(request.IsSnapshot);
        _bytes.Add(request.Bytes);
        _withHeader.Add(request.Header is not null);
    }

    public void Clear()
    {
        _numbers.Clear();
        _versions.Clear();
        _snapshots.Clear();
        _bytes.Clear();
        _withHeader.Clear();
    }
}
