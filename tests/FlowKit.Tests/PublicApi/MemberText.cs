using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace FlowKit.Tests.PublicApi;

/// <summary>Members as C# declares them, in a line; null for what nobody outside can use, or the compiler made.</summary>
internal sealed class MemberText
{
    private readonly NullabilityInfoContext _nullability = new();

    public string? Of(MemberInfo member) => member switch
    {
        FieldInfo field when IsSeen(field.Attributes) => Field(field),
        PropertyInfo property => Property(property),
        EventInfo made when IsSeen(made.AddMethod!) => $"event {TypeText.Of(_nullability.Create(made))} {made.Name}",
        ConstructorInfo made when IsSeen(made) && !IsMade(made) => $"{Scope(made)}.ctor({Parameters(made)})",
        MethodInfo { IsSpecialName: false } method when IsSeen(method) && !IsMade(method) => Method(method, method.Name),
        MethodInfo { IsSpecialName: true } method when IsSeen(method) && !IsMade(method) && method.Name.StartsWith("op_", StringComparison.Ordinal) =>
            Method(method, $"operator {method.Name[3..]}"),
        _ => null,
    };

    public string Signature(MethodInfo method) => $"{TypeText.Of(_nullability.Create(method.ReturnParameter))} ({Parameters(method)})";

    private string Field(FieldInfo field)
    {
        if (field.DeclaringType!.IsEnum)
        {
            return $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}";
        }

        var kind = field.IsLiteral ? "const " : field.IsStatic ? "static readonly " : string.Empty;
        var value = field.IsLiteral ? $" = {Value(field.GetRawConstantValue())}" : string.Empty;
        return $"{kind}{TypeText.Of(_nullability.Create(field))} {field.Name}{value}";
    }

    private string? Property(PropertyInfo property)
    {
        var (getter, setter) = (property.GetMethod, property.SetMethod);
        if ((getter ?? setter) is not { } some || (!IsSeen(getter) && !IsSeen(setter)) || property.Name == "EqualityContract")
        {
            return null;
        }

        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : string.Empty;
        var accessors = (IsSeen(getter) ? "get; " : string.Empty) + (!IsSeen(setter) ? string.Empty : IsInit(setter!) ? "init; " : "set; ");
        var index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"this[{string.Join(", ", parameters.Select(Parameter))}]" : property.Name;
        return $"{Scope(some)}{Modifier(some)}{required}{TypeText.Of(_nullability.Create(property))} {index} {{ {accessors}}}";
    }

    private string Method(MethodInfo method, string name)
    {
        var arguments = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeText.Of))}>" : string.Empty;
        return $"{Scope(method)}{Modifier(method)}{TypeText.Of(_nullability.Create(method.ReturnParameter))} {name}{arguments}({Parameters(method)})";
    }

    private string Parameters(MethodBase method)
    {
        var self = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : string.Empty;
        return self + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private string Parameter(ParameterInfo parameter)
    {
        var way = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : string.Empty;
        var many = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : string.Empty;
        var value = parameter.HasDefaultValue ? $" = {Value(parameter.DefaultValue)}" : string.Empty;
        return $"{way}{many}{TypeText.Of(_nullability.Create(parameter))} {parameter.Name}{value}";
    }

    private static string Value(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Scope(MethodBase method) => method.IsPublic ? string.Empty : "protected ";

    private static string Modifier(MethodBase method) => method.IsStatic ? "static "
        : method.DeclaringType!.IsInterface ? string.Empty
        : method.IsAbstract ? "abstract "
        : method.IsVirtual && !method.IsFinal && !method.DeclaringType.IsSealed ? "virtual "
        : string.Empty;

    private static bool IsSeen(FieldAttributes field) =>
        (field & FieldAttributes.FieldAccessMask) == FieldAttributes.Public && (field & FieldAttributes.SpecialName) == 0;

    private static bool IsSeen(MethodBase? method) =>
        method is { IsPublic: true } || (method is { IsFamily: true } or { IsFamilyOrAssembly: true } && !method.DeclaringType!.IsSealed);

    private static bool IsMade(MethodBase method) => method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.Name.Contains('<', StringComparison.Ordinal);

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
