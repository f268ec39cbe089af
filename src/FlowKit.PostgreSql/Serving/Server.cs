using FlowKit.Errors;
using FlowKit.PostgreSql.Schema;
using Npgsql;

namespace FlowKit.PostgreSql.Serving;

/// <summary>The database behind a store: gives out connections, and none before the schema is known to be the store's own.</summary>
internal sealed class Server : IAsyncDisposable
{
    /// <summary>Connections that lay idle may have been lost without anybody noticing.</summary>
    private const int ReadAttempts = 3;

    private readonly NpgsqlDataSource _source;
    private readonly string _address;
    private readonly SemaphoreSlim _opening = new(1);
    private volatile SchemaNames? _names;

    public Server(string address, PostgreSqlStoreOptions options, TimeProvider time)
    {
        var settings = ServerAddress.Of(address);
        Name = ServerAddress.NameOf(settings);
        _address = settings.ConnectionString;
        _source = new NpgsqlDataSourceBuilder(_address).Build();
        Options = options;
        Time = time;
        Tables = new(options.Schema);
    }

    /// <summary>For messages: host, port and database.</summary>
    public string Name { get; }

    public PostgreSqlStoreOptions Options { get; }

    public TimeProvider Time { get; }

    /// <summary>The tables, as they are written in SQL.</summary>
    public SchemaTables Tables { get; }

    /// <summary>Names that follow from the schema; known once a connection was given out.</summary>
    public SchemaNames Names => _names ?? throw new InvalidOperationException("The schema has not been looked at yet.");

    /// <summary>A connection to a schema that is laid out and known. Throws what the driver throws.</summary>
    public async ValueTask<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken).ConfigureAwait(false);
        return await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A connection that is nobody else's, known to the server by a name; it ends when it is disposed.</summary>
    public async ValueTask<NpgsqlConnection> ConnectAloneAsync(string name, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(_address) { Pooling = false, ApplicationName = name };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes sure of the schema. Throws what the driver throws.</summary>
    public ValueTask EnsureAsync(CancellationToken cancellationToken) => _names is null ? OpenAsync(cancellationToken) : default;

    /// <summary>Does what may be done again after a connection was lost, on any connection.</summary>
    /// <exception cref="FlowException">What the server refused to do, or that it cannot be reached.</exception>
    public async ValueTask<TResult> ReadAsync<TArgument, TResult>(
        TArgument argument, Func<NpgsqlConnection, TArgument, CancellationToken, Task<TResult>> read, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(argument, read, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (Faults.IsLostConnection(exception) || Faults.IsCollision(exception))
            {
                if (attempt == ReadAttempts)
                {
                    throw Faults.Of(exception, Name);
                }

                _source.Clear();
            }
            catch (NpgsqlException exception)
            {
                throw Faults.Of(exception, Name);
            }
        }
    }

    /// <summary>Does what must not be done twice, on any connection.</summary>
    /// <exception cref="FlowException">What the server refused to do, or that it cannot be reached; then it may have been done.</exception>
    public async ValueTask<TResult> DoAsync<TArgument, TResult>(
        TArgument argument, Func<NpgsqlConnection, TArgument, CancellationToken, Task<TResult>> act, CancellationToken cancellationToken)
    {
        try
        {
            return await OnceAsync(argument, act, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NpgsqlException || Faults.IsLostConnection(exception))
        {
            if (Faults.IsLostConnection(exception))
            {
                _source.Clear();
            }

            throw Faults.Of(exception, Name);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync().ConfigureAwait(false);
        _opening.Dispose();
    }

    private async Task<TResult> OnceAsync<TArgument, TResult>(
        TArgument argument, Func<NpgsqlConnection, TArgument, CancellationToken, Task<TResult>> act, CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await act(connection, argument, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_names is null)
            {
                var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    _names = await SchemaOpening.OpenAsync(
                        connection, Name, Tables, Options.MayLayOut, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _opening.Release();
        }
    }
}
