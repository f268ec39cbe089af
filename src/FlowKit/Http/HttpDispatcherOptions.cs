namespace FlowKit.Http;

/// <summary>Bounds of HTTP calls. Copied when the engine is built.</summary>
public sealed record HttpDispatcherOptions
{
    /// <summary>10 MiB.</summary>
    public const int DefaultAnswerBytes = 10 * 1024 * 1024;

    /// <summary>10 seconds.</summary>
    public static readonly TimeSpan DefaultConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>5 minutes.</summary>
    public static readonly TimeSpan DefaultCallTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Which addresses flows may call that the host registered itself; <see cref="AddressPolicy.AllowAll"/> by default.</summary>
    public AddressPolicy AddressPolicy { get; init; } = AddressPolicy.AllowAll;

    /// <summary>
    /// Which addresses flows may call that were added while the host runs, through the HTTP API: somebody else may have written them.
    /// <see cref="AddressPolicy.PublicOnly"/> by default.
    /// </summary>
    public AddressPolicy ForeignAddressPolicy { get; init; } = AddressPolicy.PublicOnly;

    /// <summary>How long making a connection may take, name resolution and TLS included. 10 seconds by default.</summary>
    public TimeSpan ConnectTimeout { get; init; } = DefaultConnectTimeout;

    /// <summary>
    /// How long one call may take from the request to the end of the answer, redirects included. 5 minutes by default; a task's own
    /// <c>timeline.timeoutInSeconds</c> counts as well, the shorter one ends the call.
    /// </summary>
    public TimeSpan CallTimeout { get; init; } = DefaultCallTimeout;

    /// <summary>Bytes of an answer after decompression; a longer one fails the task. 10 MiB by default.</summary>
    public int AnswerBytes { get; init; } = DefaultAnswerBytes;

    internal HttpDispatcherOptions Checked()
    {
        ThrowUnlessPositive(ConnectTimeout, nameof(ConnectTimeout));
        ThrowUnlessPositive(CallTimeout, nameof(CallTimeout));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(AnswerBytes);
        return this;
    }

    internal static void ThrowUnlessPositive(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be longer than nothing.");
        }
    }
}
