using FlowKit.Errors;
using FlowKit.PostgreSql.Schema;
using FlowKit.PostgreSql.Serving;
using Npgsql;

namespace FlowKit.PostgreSql.Saving;

/// <summary>
/// Writes a group of requests, no two of one execution, in one transaction: all of it is on record before any of them is answered. What was
/// sent and not answered is looked up before anything is sent again.
/// </summary>
internal sealed class Committer : IAsyncDisposable
{
    private readonly Server _server;
    private readonly WriterConnection _connection;
    private readonly Heads? _heads;
    private readonly SchemaTables _tables;
    private readonly ExecutionNumbers _numbers;
    private readonly WriteCounter _counter;
    private readonly Retention _retention;
    private readonly long _session;
    private readonly int _writer;
    private readonly HashSet<long> _taken = [];
    private WriterCommands? _commands;

    /// <param name="server">The database.</param>
    /// <param name="session">Whose saves they are; 0 for those of nobody, which touch what belongs to nobody only.</param>
    /// <param name="writer">The number of the writer in its session, from 1.</param>
    /// <param name="counter">Counts what was written.</param>
    /// <param name="retention">Is told what has ended.</param>
    public Committer(Server server, long session, int writer, WriteCounter counter, Retention retention)
    {
        _server = server;
        _session = session;
        _writer = writer;
        _counter = counter;
        _retention = retention;
        _connection = new(server, session, writer);
        _heads = session == 0 ? null : new();
        _tables = server.Tables;
        _numbers = new(server.Tables);
    }

    /// <summary>Decides every request of the group. Throws what the driver throws; then nothing more is decided than was before.</summary>
    public async ValueTask WriteAsync(List<WriteRequest> group)
    {
        var connection = await TakeConnectionAsync(group).ConfigureAwait(false);
        if (_commands?.AreOf(connection) != true)
        {
            _commands = new(connection, _tables, _session, _writer, _connection.Number);
        }

        await _numbers.ReserveAsync(connection, group.Count).ConfigureAwait(false);
        var transaction = _session == 0 ? await connection.BeginTransactionAsync().ConfigureAwait(false) : null;
        try
        {
            await DecideAsync(connection, _commands, group).ConfigureAwait(false);
            if (!_commands.Group.IsEmpty)
            {
                await SendAsync(_commands, group, transaction).ConfigureAwait(false);
                Committed(group);
            }
        }
        finally
        {
            _commands.Group.Clear();
            if (transaction is not null)
            {
                await transaction.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Lets go of a connection that was lost; nothing that was known before counts any more.</summary>
    public ValueTask DropConnectionAsync()
    {
        _heads?.Clear();
        return _connection.DropAsync();
    }

    /// <summary>Forgets what was known of the executions of a group.</summary>
    public void Forget(List<WriteRequest> group) => group.ForEach(request => _heads?.Forget(request.ExecutionId));

    /// <summary>What is said to whoever asks when all is over: a session that has left is no different from one that was taken over.</summary>
    public Exception Closed() => _session == 0 ? new ObjectDisposedException(nameof(PostgreSqlStateStore)) : Faults.LeaseLost(inDoubt: false);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>The connection. When the session is over there is none, and what was sent is looked up without.</summary>
    private async ValueTask<NpgsqlConnection> TakeConnectionAsync(List<WriteRequest> group)
    {
        try
        {
            return await _connection.TakeAsync().ConfigureAwait(false);
        }
        catch (FlowException over) when (over.Code == FlowErrorCodes.LeaseLost)
        {
            await LateLookup.SettleAsync(_server, group).ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask SendAsync(WriterCommands commands, List<WriteRequest> group, NpgsqlTransaction? transaction)
    {
        group.ForEach(static request => request.IsInDoubt = !request.IsDecided);
        try
        {
            await commands.ExecuteAsync(_taken).ConfigureAwait(false);
            if (transaction is not null)
            {
                await transaction.CommitAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (!Faults.IsLostConnection(exception))
        {
            // The server itself said no, and has rolled back.
            group.ForEach(static request => request.IsInDoubt = false);
            throw;
        }
    }

    /// <summary>Sorts out what needs not be written, or must not be; the rest is in the batch.</summary>
    private async ValueTask DecideAsync(NpgsqlConnection connection, WriterCommands commands, List<WriteRequest> group)
    {
        var unknown = group.Where(request => request.IsInDoubt || (request.Kind != WriteKind.Create && _heads?.Knows(request.ExecutionId) != true));
        var found = await commands.Lookup.FindAsync(connection, unknown, group.Exists(static request => request.IsInDoubt)).ConfigureAwait(false);
        foreach (var request in group)
        {
            if (request.IsInDoubt && WasTaken(request, found))
            {
                request.Taken = true;
            }

            if (!request.IsDecided)
            {
                Decide(request, found);
            }

            if (!request.IsDecided)
            {
                commands.Group.Add(request);
            }
        }
    }

    private static bool WasTaken(WriteRequest request, Dictionary<string, Found> found) =>
        found.TryGetValue(request.ExecutionId, out var there)
            ? request.Kind != WriteKind.Delete && there.Head.Version == request.Version && request.Bytes.Span.SequenceEqual(there.LastSave)
            : request.Kind == WriteKind.Delete;

    private void Decide(WriteRequest request, Dictionary<string, Found> found)
    {
        if (request.Kind == WriteKind.Create)
        {
            request.No = request is { Version: 1, Header: not null } ? _numbers.Next() : 0;
        }
        else if (_heads?.Find(request.ExecutionId) is { } known)
        {
            request.No = Fits(request, known) ? known.No : 0;
        }
        else if (found.TryGetValue(request.ExecutionId, out var there))
        {
            request.No = Fits(request, there.Head) ? there.Head.No : 0;
            request.Fault = there.Owner == _session ? null : Faults.LeaseLost(request.IsInDoubt);
        }
        else
        {
            request.No = 0;
        }

        if (request.No == 0)
        {
            request.Taken = false;
        }
    }

    private static bool Fits(WriteRequest request, Head head) => request.Kind == WriteKind.Delete || request.Version == head.Version + 1;

    private void Committed(List<WriteRequest> group)
    {
        var (saves, bytes) = (0L, 0L);
        foreach (var request in group)
        {
            if (request.IsDecided)
            {
                continue;
            }

            request.Taken = request is { Kind: WriteKind.Save, Header: null } || _taken.Contains(request.No);
            if (request.Taken == true)
            {
                Note(request);
                saves += request.Kind == WriteKind.Delete ? 0 : 1;
                bytes += request.Kind == WriteKind.Delete ? 0 : request.Bytes.Length;
            }
            else
            {
                _heads?.Forget(request.ExecutionId);
            }
        }

        _counter.Committed(saves, bytes);
    }

    private void Note(WriteRequest request)
    {
        var hasEnded = request.Header is { } header && !HeaderRows.IsOpen(header);
        if (hasEnded)
        {
            _retention.Note();
        }

        if (hasEnded || request.Kind == WriteKind.Delete)
        {
            _heads?.Forget(request.ExecutionId);
        }
        else if (request.Header is not null || _heads?.Knows(request.ExecutionId) == true)
        {
            _heads?.Set(request.ExecutionId, new(request.No, request.Version));
        }
    }
}
