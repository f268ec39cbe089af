using System.Buffers;
using FlowKit.Descriptors;
using FlowKit.Errors;

namespace FlowKit.Validation;

/// <summary>Names of flows and tasks: letters and digits, 1 to 100.</summary>
internal static class NameRules
{
    private const int MaxLength = 100;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    public static void Check(Located<string> name, string owner, string field, FlowCheck check)
    {
        var text = name.Value ?? string.Empty;
        if (text.Length == 0)
        {
            check.Missing(name.Place, owner, field);
        }
        else if (text.Length > MaxLength)
        {
            check.Findings.Error(
                FlowErrorCodes.InvalidName, name.Place, $"'{field}' has {text.Length} characters; there may be {MaxLength}");
        }
        else if (text.AsSpan().ContainsAnyExcept(Allowed))
        {
            check.Findings.Error(
                FlowErrorCodes.InvalidName, name.Place, $"'{field}' may hold the letters a to z and A to Z and digits only", Cure(text));
        }
    }

    private static string? Cure(string text)
    {
        var clean = string.Concat(text.Where(Allowed.Contains));
        return clean.Length == 0 ? null : $"write '{clean}'";
    }
}
