using FlowKit.Errors;
using FlowKit.Expressions.Evaluating;
using FlowKit.Expressions.Functions;
using FlowKit.Expressions.Nodes;

namespace FlowKit.Expressions.Reading;

/// <summary>Gives every name its meaning: a variable, a root, a function of the language, or nil for a name nobody defines.</summary>
internal sealed class Binder(string text)
{
    private readonly Dictionary<string, int> _free = new(StringComparer.Ordinal);
    private readonly List<RootNode> _roots = [];

    public FunctionScope Scope { get; private set; } = new(outer: null);

    /// <summary>The groups of a match that the text reads: <c>$0</c>, <c>$1</c> and so on.</summary>
    public IReadOnlyList<int> Groups { get; init; } = [];

    public required PatternMaker Patterns { get; init; }

    public IReadOnlyList<ExpressionVariable> FreeVariables() =>
    [
        .. _free.OrderBy(name => name.Value).Select(name =>
        {
            var (line, column) = ExpressionFault.Place(text, name.Value);
            return new ExpressionVariable(name.Key, line, column);
        }),
    ];

    /// <summary>What is read of a root, each as the names from the root on; no names for all of it.</summary>
    public IEnumerable<string[]> MembersOf(int root) => _roots.Where(node => node.Root == root).Select(node => node.Members);

    public void EnterFunction() => Scope = new(Scope);

    public FunctionScope LeaveFunction()
    {
        var left = Scope;
        Scope = Scope.Outer!;
        return left;
    }

    /// <summary>Declares the names a function assigns without <c>let</c> and that mean nothing around it.</summary>
    public IReadOnlyList<Variable> DeclareAssigned(IEnumerable<string> names) =>
        [.. names.Where(name => Scope.Find(name) is null).Select(name => Scope.Declare(name))];

    /// <summary>The name is that of a variable or root.</summary>
    public bool Knows(string name) => Scope.Find(name) is not null || ExpressionInput.RootOf(name) >= 0;

    /// <summary>The node of a variable or root; null when there is none of that name.</summary>
    public ExpressionNode? Find(string name, int position)
    {
        if (Scope.Find(name) is { } variable)
        {
            if (variable.Root >= 0)
            {
                Read(name, position);
                _roots.Add(new(variable.Root, position));
            }

            return Node(variable, position);
        }

        var root = ExpressionInput.RootOf(name);
        if (root < 0)
        {
            return null;
        }

        Read(name, position);
        var node = new RootNode(root, position);
        _roots.Add(node);
        return node;
    }

    /// <summary>The node of a name wherever a value is read.</summary>
    public ExpressionNode Resolve(string name, int position)
    {
        if (Find(name, position) is { } found)
        {
            return found;
        }

        if (BuiltIns.Find(name) is { } function)
        {
            return new ConstantNode(Operand.Of(new FunctionValue(function)), position);
        }

        Read(name, position);
        return new ConstantNode(default, position);
    }

    public VariableNode Node(Variable variable, int position) => new(
        variable, ReferenceEquals(variable.Owner, Scope) ? -1 : Scope.Capture(variable), position);

    public static ExpressionSyntaxException UnknownFunction(string name, int position)
    {
        var hint = NearestName.Of(name, BuiltIns.Names) is { } nearest ? $"; did you mean '{nearest}'?" : string.Empty;
        return new(FlowErrorCodes.ExpressionUnknownFunction, position, $"there is no function '{Shown(name)}'{hint}");
    }

    private static string Shown(string name) => name.Length <= 60 ? name : name[..60] + "...";

    private void Read(string name, int position)
    {
        if (!_free.TryGetValue(name, out var first) || position < first)
        {
            _free[name] = position;
        }
    }
}
