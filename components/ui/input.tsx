import type { ComponentProps } from 'react'
import { cn } from './cn'
import { controlClass } from './control-class'

export function Input({ className, type = 'text', ...rest }: ComponentProps<'input'>) {
  return <input {...rest} type={type} className={cn(controlClass, 'h-8 pointer-coarse:h-11', className)} />
}
