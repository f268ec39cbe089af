using FlowKit.Storing;
using Npgsql;
using NpgsqlTypes;

namespace FlowKit.PostgreSql.Saving;

/// <summary>Parameters of commands: single values, and lists that are filled anew for every group, so that a group allocates nothing.</summary>
internal static class Parameters
{
    public static List<long> Longs(this NpgsqlBatchCommand command, List<long>? values = null) => Add(command, values ?? [], NpgsqlDbType.Bigint);

    public static List<bool> Booleans(this NpgsqlBatchCommand command) => Add(command, new List<bool>(), NpgsqlDbType.Boolean);

    public static List<string?> Texts(this NpgsqlBatchCommand command, List<string?>? values = null) => Add(command, values ?? [], NpgsqlDbType.Text);

    public static List<ReadOnlyMemory<byte>> Bytes(this NpgsqlBatchCommand command) => Add(command, new List<ReadOnlyMemory<byte>>(), NpgsqlDbType.Bytea);

    /// <summary>Puts one more command into a batch; returns its parameters.</summary>
    public static NpgsqlParameterCollection Add(this NpgsqlBatch batch, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return command.Parameters;
    }

    /// <exception cref="ArgumentException">A text that the database does not take.</exception>
    public static NpgsqlParameter<T> Value<T>(this NpgsqlParameterCollection parameters, T value)
    {
        if (value is string text)
        {
            Check(text);
        }

        var parameter = new NpgsqlParameter<T> { TypedValue = value };
        parameters.Add(parameter);
        return parameter;
    }

    /// <summary>A text that cannot be written breaks off in the middle of a message, and the connection gives its next user answers that are not its own.</summary>
    /// <exception cref="ArgumentException">A text that the database does not take.</exception>
    public static void Check(string? text)
    {
        if (!KeepableText.Is(text))
        {
            throw new ArgumentException("A text holds a NUL or half a surrogate pair, which PostgreSQL does not take.");
        }
    }

    private static List<T> Add<T>(NpgsqlBatchCommand command, List<T> values, NpgsqlDbType type)
    {
        command.Parameters.Add(new NpgsqlParameter<List<T>> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
        return values;
    }
}
