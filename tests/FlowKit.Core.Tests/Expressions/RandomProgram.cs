using FlowKit.Expressions.Functions;

namespace FlowKit.Core.Tests.Expressions;

/// <summary>Writes programs that are valid in form, and now and then make sense: arguments mostly have the type a function takes.</summary>
internal sealed class RandomProgram(Random random)
{
    private const string Beginning = "let a = seq.list(3, 1, 2); let b = seq.map('k', 1, 'a', a); let c = 'b,a'; let x = 3; fn f(x) { x }\n";

    private static readonly BuiltIn[] Functions =
        [.. BuiltIns.Names.Order(StringComparer.Ordinal).Select(BuiltIns.Find).OfType<BuiltIn>()];

    private static readonly string[] Operators =
        ["+", "-", "*", "/", "%", "**", "==", "!=", "<", "<=", ">", ">=", "=~", "&&", "||", "&", "|", "^", "<<", ">>", ">>>"];

    private static readonly string[] Names = ["a", "b", "c", "x", "f", "source", "context", "input"];
    private static readonly string[] Numbers = ["0", "1", "2", "-1", "7", "0.5", "-2.5", "1e300", "9223372036854775807", "99999999999999999999", "x"];
    private static readonly string[] Texts = ["''", "'a'", "'12'", "'b,a,c'", "'2020-01-31'", "'yyyy-MM-dd'", "\"<#{a}>\"", "c", "$1", "str(a)"];

    private static readonly string[] Lists =
        ["a", "source", "seq.list('b', 'a', 'a')", "seq.set(1, 2, 1)", "range(0, 5)", "range(9, 0, -2)", "seq.keys(b)", "map(a, f)", "b", "nil"];

    private static readonly string[] Maps = ["b", "context", "seq.map('a', 1, 'k', seq.list())", "group_by(a, f)", "source[0]"];
    private static readonly string[] Conditions = ["true", "a == b", "x < 3", "is_def(a)", "count(source) > 2", "'ab' =~ /(a)(.*)/", "a != nil && x > 1"];

    public string Write() => Beginning + Statements(depth: 3);

    private string Statements(int depth) =>
        string.Join('\n', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Statement(depth))) + "\n" + Value(depth);

    private string Statement(int depth) => random.Next(depth == 0 ? 6 : 12) switch
    {
        0 => $"let {Pick(Names)} = {Value(depth)};",
        1 => $"{Pick(Names)} = {Value(depth)};",
        2 => $"{Pick(Lists)}[{Number(0)}] = {Value(depth)};",
        3 => $"{Pick(Maps)}.k = {Value(depth)};",
        4 => $"seq.add({List(0)}, {Value(depth)});",
        5 => $"{Value(depth)};",
        6 => $"if {Pick(Conditions)} {{ {Statements(depth - 1)} }} else {{ {Statements(depth - 1)} }}",
        7 => $"for {Pick(Names)} in {List(depth - 1)} {{ {Statement(depth - 1)} {Pick("break;", "continue;", "", "")} }}",
        8 => $"for {Pick(Names)}, y in {List(depth - 1)} {{ {Statements(depth - 1)} }}",
        9 => $"let i = 0; while i < {random.Next(5)} {{ i = i + 1; {Statement(depth - 1)} }}",
        10 => $"let {Pick(Names)} = {{ {Statements(depth - 1)} }};",
        _ => $"fn f(x) {{ {Statements(depth - 1)} }}",
    };

    private string Value(int depth) => random.Next(9) switch
    {
        0 => Number(depth),
        1 => Text(depth),
        2 => List(depth),
        3 => Pick(Maps),
        4 when depth > 0 => $"({Value(depth - 1)} {Pick(Operators)} {Value(depth - 1)})",
        5 when depth > 0 => $"({Pick(Conditions)} ? {Value(depth - 1)} : {Value(depth - 1)})",
        6 when depth > 0 => $"{Pick(Maps)}{Pick(".a", ".k", ".key", "['k']")}",
        7 when depth > 0 => Function(depth),
        _ => depth > 0 ? Call(depth) : Pick("true", "false", "nil", "/a|b/", "/(a|b)*c/"),
    };

    private string Call(int depth)
    {
        var function = Functions[random.Next(Functions.Length)];
        var counts = Enumerable.Range(0, 5).Where(count => function.Misfit(count) is null).ToArray();
        var arguments = Enumerable.Range(0, counts[random.Next(counts.Length)]).Select(index => Argument(function.Name, index, depth - 1));
        return $"{function.Name}({string.Join(", ", arguments)})";
    }

    private string Argument(string function, int index, int depth) => random.Next(10) == 0 ? Value(depth) : (function, index) switch
    {
        (_, 0) when function.StartsWith("string.", StringComparison.Ordinal) => function == "string.join" ? List(depth) : Text(depth),
        (_, _) when function.StartsWith("string.", StringComparison.Ordinal) => function == "string.substring" ? Number(depth) : Text(depth),
        (_, _) when function.StartsWith("math.", StringComparison.Ordinal) || function is "range" or "rand" => Number(depth),
        ("map" or "filter" or "reduce" or "sort" or "group_by" or "seq.every" or "seq.some" or "seq.not_any", 1) => Function(depth),
        ("seq.and" or "seq.or" or "comparator", _) => Function(depth),
        ("repeat" or "date_to_string", 0) => Number(depth),
        ("string_to_date" or "date_to_string", _) => Text(depth),
        ("seq.keys" or "seq.vals" or "seq.put", 0) => Pick(Maps),
        ("seq.put", 1) => Text(depth),
        (_, 0) => List(depth),
        _ => Value(depth),
    };

    private string Number(int depth) => depth > 0 && random.Next(2) == 0
        ? $"({Number(depth - 1)} {Pick("+", "-", "*", "/", "%", "**", "&", "<<")} {Number(depth - 1)})"
        : Pick(Numbers);

    private string Text(int depth) => depth > 0 && random.Next(3) == 0 ? $"({Text(depth - 1)} + {Value(depth - 1)})" : Pick(Texts);

    private string List(int depth) => depth > 0 && random.Next(3) == 0
        ? $"{Pick("map", "filter", "sort")}({List(depth - 1)}, {Function(depth - 1)})"
        : Pick(Lists);

    private string Function(int depth) => random.Next(4) switch
    {
        0 => Pick("f", "str", "count", "type", "+", "<", "seq.gt(1)", "seq.nil()", "identity"),
        1 when depth > 0 => $"lambda(x) -> {Statements(depth - 1)} end",
        2 => $"lambda(x, y) -> {(depth > 0 ? Value(depth - 1) : "x")} end",
        _ => $"lambda(x) -> {(depth > 0 ? Value(depth - 1) : "x > 1")} end",
    };

    private string Pick(params string[] from) => from[random.Next(from.Length)];
}
