using Npgsql;

namespace FlowKit.PostgreSql.Serving;

/// <summary>Where a database is: what a connection string or a URI says, and what the store adds to it.</summary>
internal static class ServerAddress
{
    private const string Hint = "'Host=localhost;Database=flows;Username=me' and 'postgresql://me@localhost:5432/flows' are such.";
    private const int MostConnections = 16;
    private const int PreparedStatements = 64;

    // Plans are made once and must stay right when the tables have grown: never a scan of a whole table. Nothing is acknowledged that a
    // crash of the server could lose.
    private const string Settings =
        "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off " +
        "-c synchronous_commit=on -c default_transaction_isolation=read\\ committed -c search_path=";

    /// <exception cref="ArgumentException">It is no address of a database.</exception>
    public static NpgsqlConnectionStringBuilder Of(string address)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        var settings = IsUri(address) ? OfUri(address) : OfPairs(address);
        if (string.IsNullOrEmpty(settings.Host))
        {
            throw new ArgumentException($"The address names no server. {Hint}");
        }

        if (settings.MaxPoolSize == new NpgsqlConnectionStringBuilder().MaxPoolSize)
        {
            settings.MaxPoolSize = MostConnections;
        }

        if (settings.KeepAlive == 0)
        {
            settings.KeepAlive = 10;
        }

        settings.MaxAutoPrepare = Math.Max(settings.MaxAutoPrepare, PreparedStatements);
        settings.AutoPrepareMinUsages = 1;
        settings.Enlist = false;
        settings.NoResetOnClose = true;
        settings.ApplicationName ??= "FlowKit";
        settings.Options = string.IsNullOrEmpty(settings.Options) ? Settings : $"{Settings} {settings.Options}";
        return settings;
    }

    /// <summary>For messages: no user, no password.</summary>
    public static string NameOf(NpgsqlConnectionStringBuilder settings) => $"{settings.Host}:{settings.Port}/{settings.Database ?? settings.Username}";

    private static bool IsUri(string address) =>
        address.StartsWith("postgresql:", StringComparison.OrdinalIgnoreCase) || address.StartsWith("postgres:", StringComparison.OrdinalIgnoreCase);

    private static NpgsqlConnectionStringBuilder OfPairs(string address)
    {
        try
        {
            return new(address);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            // The text may hold a password: it is not repeated.
            throw new ArgumentException($"The text is no connection string of PostgreSQL. {Hint}");
        }
    }

    private static NpgsqlConnectionStringBuilder OfUri(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.AbsolutePath.TrimStart('/').Contains('/', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The URI names no database. {Hint}");
        }

        var settings = new NpgsqlConnectionStringBuilder { Host = uri.IdnHost.Trim('[', ']') };
        settings.Port = uri.Port > 0 ? uri.Port : settings.Port;
        settings.Database = uri.AbsolutePath.Length > 1 ? Uri.UnescapeDataString(uri.AbsolutePath[1..]) : null;
        var user = uri.UserInfo.Split(':', 2);
        settings.Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null;
        settings.Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null;
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            Set(settings, pair);
        }

        return settings;
    }

    private static void Set(NpgsqlConnectionStringBuilder settings, string pair)
    {
        var parts = pair.Split('=', 2);
        var (name, value) = (Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : string.Empty);
        var known = name switch
        {
            "sslmode" => "SSL Mode",
            "application_name" => "Application Name",
            "connect_timeout" => "Timeout",
            "options" => "Options",
            "sslrootcert" => "Root Certificate",
            "sslcert" => "SSL Certificate",
            "sslkey" => "SSL Key",
            _ => name,
        };
        try
        {
            settings[known] = known == "SSL Mode" ? value.Replace("-", string.Empty, StringComparison.Ordinal) : value;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or KeyNotFoundException)
        {
            throw new ArgumentException($"The URI says '{name}', which the store does not know, or its value is none that fits. {Hint}");
        }
    }
}
