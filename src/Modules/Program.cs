Console.WriteLine("kayobe-modules");
