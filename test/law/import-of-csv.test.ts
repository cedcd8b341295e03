import { importOfRender } from "./import-of-render.ts";

importOfRender("csv");
