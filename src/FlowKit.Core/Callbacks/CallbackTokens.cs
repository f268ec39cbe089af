using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FlowKit.Callbacks;

/// <summary>
/// Proves that whoever calls back was given the address by this host: an HMAC-SHA256 over execution, task, attempt and expiry. A token
/// reads <c>{expiry}.{code}</c>, expiry in seconds since 1970.
/// </summary>
internal sealed class CallbackTokens
{
    private const int RandomKeyBytes = 32;

    private readonly byte[] _key;

    /// <param name="secret">The host's key; null for one that is drawn now and gone with the process.</param>
    public CallbackTokens(string? secret) =>
        _key = secret is null ? RandomNumberGenerator.GetBytes(RandomKeyBytes) : Encoding.UTF8.GetBytes(secret);

    /// <param name="execution">The execution.</param>
    /// <param name="task">The instance name.</param>
    /// <param name="attempt">The <see cref="AttemptMark"/>; empty for an address that is good for every attempt.</param>
    /// <param name="expiry">The token is good until then.</param>
    public string Sign(string execution, string task, string attempt, DateTimeOffset expiry)
    {
        var seconds = expiry.ToUnixTimeSeconds();
        Span<byte> code = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(execution, task, attempt, seconds, code);
        return string.Create(CultureInfo.InvariantCulture, $"{seconds}.{Base64Url.EncodeToString(code)}");
    }

    /// <summary>The token was made for exactly this, and its time has not passed. How long the check takes tells nothing about the code.</summary>
    public bool IsGood(string? token, string execution, string task, string attempt, DateTimeOffset now)
    {
        var text = token.AsSpan();
        var dot = text.IndexOf('.');
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (dot < 0 ||
            !long.TryParse(text[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ||
            !IsCode(text[(dot + 1)..]) ||
            !Base64Url.TryDecodeFromChars(text[(dot + 1)..], given, out var length) ||
            length != given.Length)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(execution, task, attempt, seconds, expected);
        return CryptographicOperations.FixedTimeEquals(expected, given) && now.ToUnixTimeSeconds() <= seconds;
    }

    // Decoding into a buffer that is too small, or text that is no base64, throws or stops early; both are refused before.
    private static bool IsCode(ReadOnlySpan<char> text) =>
        text.Length == Base64Url.GetEncodedLength(HMACSHA256.HashSizeInBytes) && Base64Url.IsValid(text);

    // Lengths in front, so that no two sets of names make one text.
    private void Compute(string execution, string task, string attempt, long expiry, Span<byte> code)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture, $"callback {expiry} {execution.Length}:{execution}{task.Length}:{task}{attempt.Length}:{attempt}");
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text), code);
    }
}
