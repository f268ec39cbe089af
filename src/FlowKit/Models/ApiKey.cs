using System.Text.Json;
using FlowKit.Executions;
using FlowKit.Http;
using FlowKit.Values;

namespace FlowKit.Models;

/// <summary>A key that is sent and never told: services repeat the key they refuse.</summary>
internal sealed class ApiKey(string key)
{
    private const string Veil = "***";

    private readonly string _escaped = JsonEncodedText.Encode(key).ToString();

    /// <exception cref="HttpFaultException">The key holds a character that headers do not carry.</exception>
    public KeyValuePair<string, string>[] Header() =>
        RequestHeaders.OfInput(FlowValue.Object(("Authorization", $"Bearer {key}")));

    /// <summary>The failure without the key, also where the key is cut off at the end of what was kept.</summary>
    public FlowFailure Veiled(FlowFailure failure) => failure with
    {
        Message = Veiled(failure.Message),
        Detail = failure.Detail["body"].AsString() is { } body
            ? AnswerReading.Detail((int)(failure.Detail["status"].AsInt64() ?? 0), Veiled(body))
            : failure.Detail,
    };

    public override string ToString() => Veil;

    private string Veiled(string text)
    {
        var veiled = text.Replace(_escaped, Veil, StringComparison.Ordinal).Replace(key, Veil, StringComparison.Ordinal);
        return WithoutBeginning(WithoutBeginning(veiled, key), _escaped);
    }

    // A beginning of fewer characters gives nothing away, and may be there by chance.
    private static string WithoutBeginning(string text, string key)
    {
        const int Telling = 4;
        for (var length = Math.Min(key.Length - 1, text.Length); length >= Telling; length--)
        {
            if (text.AsSpan().EndsWith(key.AsSpan(0, length), StringComparison.Ordinal))
            {
                return $"{text[..^length]}{Veil}";
            }
        }

        return text;
    }
}
