using FlowKit.Errors;
using FlowKit.PostgreSql.Reading;
using FlowKit.PostgreSql.Saving;
using FlowKit.PostgreSql.Schema;
using FlowKit.PostgreSql.Serving;
using FlowKit.PostgreSql.Sharing;
using FlowKit.Storing;

namespace FlowKit.PostgreSql;

/// <summary>
/// Keeps executions in a PostgreSQL database. What a call reports as done is committed; saves that come at once share a commit. Safe to call
/// from many threads. A connection that is lost is made anew by itself.
/// </summary>
/// <remarks>
/// The store stands in a schema of its own, which is laid out, or brought up to date, when it is first used; several engines may do so at
/// once. Its connections must reach the server itself: a pooler that hands one connection to many clients does not do.
/// </remarks>
public sealed class PostgreSqlStateStore : ISharedStateStore, IAsyncDisposable
{
    private readonly Server _server;
    private readonly Reader _reader;
    private readonly FlowTexts _flows;
    private readonly Writers _writers;
    private readonly Retention _retention;
    private readonly WriteCounter _counter = new();

    private PostgreSqlStateStore(Server server)
    {
        _server = server;
        _reader = new(server);
        _flows = new(server);
        _retention = new(server);
        _writers = new(server, session: 0, _counter, _retention);
    }

    /// <summary>For messages: host, port and database, as <c>host:5432/flows</c>.</summary>
    public string Name => _server.Name;

    /// <summary>What this store and its sessions have written since it was opened.</summary>
    public PostgreSqlStoreCounts Counts => _counter.Counts;

    /// <summary>A store at an address. Nothing is connected yet: a server that cannot be reached fails the first call that needs it.</summary>
    /// <param name="address">
    /// <c>postgresql://user@host:5432/database</c>, or a connection string of Npgsql. A password stands better in a file <c>.pgpass</c>.
    /// </param>
    /// <param name="options">Bounds and promises; null for the defaults.</param>
    /// <param name="time">The clock that retention and patience go by; null for the system's. Leases go by the clock of the server.</param>
    /// <exception cref="ArgumentException">The address names no database, or an option is out of its range.</exception>
    public static PostgreSqlStateStore Open(string address, PostgreSqlStoreOptions? options = null, TimeProvider? time = null) =>
        new(new Server(address, (options ?? new()).Checked(), time ?? TimeProvider.System));

    /// <summary>Says early what <see cref="Open"/> would refuse; connects to nothing.</summary>
    /// <param name="address">As for <see cref="Open"/>.</param>
    /// <param name="options">As for <see cref="Open"/>.</param>
    /// <exception cref="ArgumentException">The address names no database, or an option is out of its range. The address is not repeated.</exception>
    public static void Check(string address, PostgreSqlStoreOptions? options = null)
    {
        ServerAddress.Of(address);
        (options ?? new()).Checked();
    }

    /// <summary>
    /// An empty database, or one with an empty schema of that name, gets a store by this script, for those who lay schemas out by hand. The
    /// first use of a store does the same.
    /// </summary>
    /// <param name="schema">The schema; <c>flowkit</c> by default.</param>
    public static string SchemaScript(string schema = PostgreSqlStoreOptions.DefaultSchema) =>
        Schema.SchemaScript.Whole(new(new PostgreSqlStoreOptions { Schema = schema }.Checked().Schema));

    /// <inheritdoc/>
    public ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken) => _writers.CreateAsync(save, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken) => _writers.SaveAsync(save, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredExecution?> LoadAsync(string executionId, CancellationToken cancellationToken) =>
        _reader.LoadAsync(executionId, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.CursorInvalid"/>.</exception>
    public ValueTask<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _reader.ListAsync(query, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ExecutionHeader> ListOpenAsync(CancellationToken cancellationToken) => _reader.ListOpenAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> TryDeleteAsync(string executionId, CancellationToken cancellationToken) => _writers.DeleteAsync(executionId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<int> PurgeAsync(CancellationToken cancellationToken) => _retention.PurgeAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask KeepFlowAsync(FlowText flow, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return _flows.KeepAsync(flow, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<FlowText?> FindFlowAsync(string flow, string version, CancellationToken cancellationToken) =>
        _flows.FindAsync(flow, version, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="FlowException"><see cref="FlowErrorCodes.StoreUnreachable"/> and the other codes of a store that cannot be opened.</exception>
    public async ValueTask<IStoreSession> JoinAsync(StoreMember member, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(member.Lease, TimeSpan.Zero, nameof(member));
        return await Session.BeginAsync(
            this, _server, number => new(_server, number, _counter, _retention), member, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes what was asked for and lets go of the server.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writers.DisposeAsync().ConfigureAwait(false);
        await _retention.StopAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
    }
}
