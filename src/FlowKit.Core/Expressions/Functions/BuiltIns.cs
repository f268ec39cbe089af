using System.Collections.Frozen;

namespace FlowKit.Expressions.Functions;

/// <summary>All functions of the language, by name. There is none that reaches outside of the evaluation.</summary>
internal static class BuiltIns
{
    private static readonly FrozenDictionary<string, BuiltIn> All = new[]
    {
        ValueFunctions.All, MathFunctions.All, TextFunctions.All, PatternFunctions.All, DateFunctions.All,
        ListFunctions.All, CollectionFunctions.All, PredicateFunctions.All, OperatorFunctions.All,
    }.SelectMany(functions => functions).ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>The names a call may be written with.</summary>
    public static IEnumerable<string> Names => All.Keys.Where(name => char.IsLetter(name[0])).Append("is_def");

    public static BuiltIn? Find(string name) => All.GetValueOrDefault(name);
}
