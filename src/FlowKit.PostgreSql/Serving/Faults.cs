using System.Net.Sockets;
using FlowKit.Errors;
using Npgsql;

namespace FlowKit.PostgreSql.Serving;

/// <summary>What the server, or the way to it, refused to do, as the fault of a store.</summary>
internal static class Faults
{
    /// <summary>Raised by the schema itself: the session is not there any more.</summary>
    public const string Fenced = "FK020";

    /// <summary>Raised by the schema itself: another connection has taken the place of this one.</summary>
    public const string Superseded = "FK021";

    /// <summary>The fault with a code and words an operator can act on.</summary>
    public static FlowException Of(Exception exception, string server) => exception switch
    {
        FlowException fault => fault,
        PostgresException { SqlState: Fenced } => LeaseLost(inDoubt: false, exception),
        PostgresException refused => new(
            refused.SqlState == PostgresErrorCodes.DiskFull ? FlowErrorCodes.StoreFull : FlowErrorCodes.StoreUnreachable,
            $"The store '{server}' {What(refused)}: {refused.MessageText} (PostgreSQL {refused.SqlState}). {Cure(refused)}",
            refused),
        _ => new(FlowErrorCodes.StoreUnreachable, $"The store '{server}' cannot be reached: {exception.Message.TrimEnd('.')}. Check the address, and that the server runs.", exception),
    };

    /// <summary>What a session is told that has lost what it wanted to change; a change that is in doubt may be on record.</summary>
    public static FlowException LeaseLost(bool inDoubt, Exception? exception = null) => inDoubt
        ? new(FlowErrorCodes.AnswerLost, "The session ended before the answer to a save came: it may be on record or not.", exception)
        : new(FlowErrorCodes.LeaseLost, "The session has ended, or the execution belongs to another one: nothing was changed.", exception);

    /// <summary>What whoever sent a save is told that was not answered.</summary>
    public static FlowException InDoubt(FlowException fault) => new(fault.Code, $"{fault.Message} What was sent last may be on record or not.", fault);

    /// <summary>The connection is gone, or the server is not there: what was sent last may have been done or not.</summary>
    public static bool IsLostConnection(Exception exception) => exception switch
    {
        PostgresException refused => refused.SqlState is
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or
            PostgresErrorCodes.DatabaseDropped or PostgresErrorCodes.TooManyConnections or "57P05" or "25P03" or
            Superseded || refused.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException or IOException or SocketException or TimeoutException or ObjectDisposedException => true,
        InvalidOperationException => true,
        _ => false,
    };

    /// <summary>Somebody ended the connection, maybe because its session is over: the next connection learns that.</summary>
    public static bool IsCut(Exception exception) => exception is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown };

    /// <summary>Two transactions stood in each other's way, and this one was rolled back: it may be tried again.</summary>
    public static bool IsCollision(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    /// <summary>A save of this version is there already: what was known of the execution is out of date.</summary>
    public static bool IsTakenVersion(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "log_pkey" };

    /// <summary>The fault lies in the values of one request, not in the server or the way to it.</summary>
    public static bool IsOfOneRequest(Exception exception) => exception switch
    {
        PostgresException refused => refused.SqlState[..2] is "22" or "23" or "54",
        ArgumentException or InvalidCastException => true,
        _ => false,
    };

    private static string What(PostgresException refused) => refused.SqlState switch
    {
        PostgresErrorCodes.DiskFull => "has no room left",
        PostgresErrorCodes.InsufficientPrivilege => "does not let its user do that",
        PostgresErrorCodes.InvalidCatalogName => "is not there",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => "does not let its user in",
        _ when IsMissing(refused) => "lacks a part of its schema",
        _ => "cannot be read or written",
    };

    private static string Cure(PostgresException refused) => refused.SqlState switch
    {
        PostgresErrorCodes.DiskFull => "Free room on the disk of the server.",
        PostgresErrorCodes.InsufficientPrivilege => "Give the user all rights on the schema and what is in it, or another user.",
        PostgresErrorCodes.InvalidCatalogName => "Check the name of the database, or create it.",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => "Check the user and the password.",
        PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable => "Give the user of the store longer time limits.",
        PostgresErrorCodes.ReadOnlySqlTransaction => "Connect to the server that takes writes.",
        _ when IsMissing(refused) => "Restore the schema from a backup; an empty one is laid out when the store is opened next.",
        _ => "See the log of the server.",
    };

    private static bool IsMissing(PostgresException refused) => refused.SqlState is
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName;
}
